"""Everything the portal holds in one archive, and back: the database and the uploaded files."""
