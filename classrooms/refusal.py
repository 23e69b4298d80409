"""What cannot be done, and what to do instead, in words for the person who asked."""


class Refused(Exception):
    """Raised by the domain functions of reviews, pairs and the library."""
