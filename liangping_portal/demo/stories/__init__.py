"""The demo's articles, as an editor would type them; `writing.py` puts them into the desk."""
