"""What all blocks have in common."""

from content_editor.models import create_plugin_base
from django.db import models

from accounts.rights import owned
from news.models.stories import Article


class Block(create_plugin_base(Article)):
    """`prepared()` is the block as an edition keeps it, with its "type"; `pictures()` and `documents()` are
    the library's rows that it shows; `lacks()` are sentences that keep it from being published."""

    parent = models.ForeignKey(
        Article, models.CASCADE, related_name="%(app_label)s_%(class)s_set", verbose_name="稿件"
    )
    region = models.CharField("区域", max_length=255, default="main")
    ordering = models.IntegerField("顺序", default=0)

    # What `prepared()` follows, loaded with the block.
    RELATED = ()

    objects = owned("parent__unit").as_manager()

    class Meta:
        abstract = True
        ordering = ["ordering", "pk"]

    @classmethod
    def get_queryset(cls):
        return cls.objects.select_related(*cls.RELATED) if cls.RELATED else cls.objects.all()

    def pictures(self):
        return []

    def documents(self):
        return []

    def lacks(self):
        return []
