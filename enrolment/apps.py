from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "enrolment"
    verbose_name = "入学服务"

    def ready(self):
        from enrolment import desk, held, of_school, resources  # noqa: F401 (they register themselves)
        from enrolment.dates import next_midnight
        from enrolment.models import Catchment, EnrolmentPlan, EnrolmentStep, Faq, Guide, PriorityRule
        from enrolment.models.enquiries import FAQ
        from enrolment.models.guides import KIND
        from publishing.pagecache import next_moment_of, scheduled
        from publishing.takedown import when_taken_down
        from search.index import source

        for model in (Catchment, EnrolmentPlan, EnrolmentStep, Faq, Guide, PriorityRule):
            scheduled("enrolment", next_moment_of(model.objects))
        # What is valid until a day goes with the day.
        scheduled("enrolment", next_midnight)
        when_taken_down("enrolment:guide", Guide.objects.of_address)
        source(KIND)(lambda: (row.document() for row in Guide.objects.published().iterator()))
        source(FAQ)(lambda: (row.document() for row in Faq.objects.published().iterator()))

    def sweeps(self):
        from enrolment import enquiring

        return [("forget_enquiries", 3600, enquiring.forget)]
