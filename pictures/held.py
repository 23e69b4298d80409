"""Pictures and files belong to a unit; who put them in is kept with them."""

from accounts import own_data

own_data.done_by("pictures.picture.added_by", "pictures.document.added_by")
