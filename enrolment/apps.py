from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "enrolment"
    verbose_name = "入学服务"

    def ready(self):
        from enrolment import desk, of_school, resources  # noqa: F401 (they register themselves)
        from enrolment.models import Catchment, EnrolmentPlan, EnrolmentStep, Faq, PriorityRule
        from publishing.pagecache import next_moment_of, scheduled

        for model in (Catchment, EnrolmentPlan, EnrolmentStep, Faq, PriorityRule):
            scheduled("enrolment", next_moment_of(model.objects))

    def sweeps(self):
        from enrolment import enquiring

        return [("forget_enquiries", 3600, enquiring.forget)]
