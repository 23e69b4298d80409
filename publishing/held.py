"""Who took an address off the site, and put it back."""

from accounts import own_data

own_data.done_by("publishing.takedown.taken_by", "publishing.takedown.lifted_by")
