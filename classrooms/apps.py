from django.apps import AppConfig


class ClassroomsConfig(AppConfig):
    name = "classrooms"
    verbose_name = "三个课堂"

    def sweeps(self):
        from classrooms import booking, coverage_days, last_lessons, pairing, reminders, uploads

        return [
            ("offers", 60, booking.expire_offers),
            ("reminders", 600, reminders.remind),
            ("last_lessons", 600, last_lessons.tell_open),
            ("watch_pairs", 3600, pairing.watch),
            ("coverage", coverage_days.SECONDS, coverage_days.keep),
            ("uploads", 3600, uploads.sweep),
        ]

    def ready(self):
        # These register themselves: texts of messages, rows of desks, sheets, a panel of school pages.
        from classrooms import (  # noqa: F401
            agenda_source,
            booking,
            busy_sources,
            certifying,
            coverage_desk,
            coverage_measures,
            desk,
            held,
            last_lessons,
            library,
            library_presence,
            pair_desk,
            pair_partners,
            pairing,
            pairs_panel,
            presence,
            relay_busy,
            relay_desk,
            relay_panel,
            reminders,
            rescheduling,
            resources,
            school_panel,
            sharing,
        )
        from classrooms.exchange import undoing  # noqa: F401
        from classrooms.meetings import bigbluebutton  # noqa: F401
        from classrooms.models import MasterStudio, Recording, Resource, Session, Showcase
        from publishing.pagecache import next_moment_of, scheduled
        from publishing.takedown import when_taken_down
        from search.index import source

        sessions = Session.objects.public
        when_taken_down(
            "classrooms:session_detail", lambda **one: Session.objects.public().filter(**one).first()
        )
        when_taken_down("classrooms:studio", lambda pk: MasterStudio.objects.filter(pk=pk).first())
        when_taken_down("library:item", library.row_of, ends="removed_at")
        scheduled("classrooms", presence.next_moment(Session.objects))
        scheduled("classrooms", next_moment_of(MasterStudio.objects))
        for model in (Recording, Resource, Showcase):
            source(model._meta.model_name)(library_presence.source_of(model))
        source(presence.KIND)(lambda: map(presence.document, sessions().for_list().iterator()))
