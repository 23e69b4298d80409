"""The order of admission as the notice of 2024, the newest that is known, has it; questions parents ask."""

from datetime import date

from django.utils import timezone

from enrolment.models import Enquiry, EnrolmentPlan, EnrolmentStep, Faq, Guide, PriorityRule
from liangping_portal.demo import sources
from schools.models import SchoolYear

YEAR = 2024
# What exactly has to agree is the notice's to say: a parent acts on it.
RULES = (
    (
        "三对口",
        "片区里，三对口的孩子排在最前；哪三样要对上，以通知为准。"
        "父母没有住房、孩子一出生户口和居住就在祖辈处的，也算三对口。",
    ),
    ("户籍对口", "其次看户口：户口对得上片区的孩子。"),
    ("房产对口", "再次看住房：住房对得上片区的孩子。"),
)

FAQS = (
    (
        Enquiry.Topic.ENROL,
        "在哪里给孩子登记入学？",
        "手机上打开渝快办，依次点“高效办成一件事”“教育入学一件事”，选9月要就读学校所在的区县，"
        "再在“我的子女”里新增子女。开放登记的日期看区教委当年的通知。",
    ),
    (
        Enquiry.Topic.TRANSFER,
        "从外地转学来，先去哪里办？",
        "先问要转去的学校有没有学位；学校同意后，由学校在全国学籍系统里发起，两地教育部门和原学校依次核办。",
    ),
)

# title, first and last day as (month, day), note: of the school year after the running one.
STEPS = (
    ("公布招生通知", (6, 10), (6, 10), "看片区有没有变，看当年要哪些材料。"),
    ("渝快办登记", (7, 1), (7, 5), "在手机上登记孩子的信息。"),
    ("学校审核材料", (7, 8), (7, 12), "带原件到学校；来不了的先打电话。"),
    ("报到", (8, 30), (8, 31), ""),
)

LAST_STEPS = (
    ("公布招生通知", (6, 12), (6, 12), ""),
    ("渝快办登记", (7, 3), (7, 7), ""),
    ("现场登记", (7, 9), (7, 10), ""),
    ("学校审核材料", (7, 10), (7, 14), ""),
    ("报到", (8, 30), (8, 31), ""),
)

COMING = ["户口簿", "监护人身份证", "居住证明", "务工证明（学校要求时）", "学籍号（已上学的）"]
TRANSFER = [
    "问要去的学校有没有学位，说明转学原因",
    "学校同意后，在全国学籍系统里发起",
    "转入地教育部门、原学校和原地教育部门依次核办",
    "学籍调来后到校报到",
]
GUIDES = {
    Guide.Case.LOCAL: (
        "户口在本区：按片区入学。",
        ["查对口学校", "在渝快办登记", "按学校通知带原件审核", "报到"],
        ["户口簿", "监护人身份证", "居住证明"],
    ),
    Guide.Case.CITY: ("户口在重庆别的区县，到本区上学。", TRANSFER, COMING),
    Guide.Case.SICHUAN: ("从四川来本区上学，学籍两地互认。", TRANSFER, COMING),
    Guide.Case.OTHER: ("从其他省市来本区上学。", TRANSFER, COMING),
}
# What last year's sample guides had otherwise, to show two years side by side.
NEW_PAPERS, OLD_PAPERS = ("居住证明",), ["居住证明（社区盖章）"]
# Registration, housing, living, grandparents: what each place of RULES asks for.
CONDITIONS = ((True, True, True, True), (True, False, False, False), (False, True, False, False))


def load(ledger):
    load_rules(ledger)
    load_guides(ledger)
    load_plan(ledger)
    load_steps(ledger)
    load_faqs(ledger)


def load_faqs(ledger):
    for order, (topic, question, answer) in enumerate(FAQS, 1):
        ledger.put(
            f"faq:{order}",
            Faq,
            unit=ledger["unit:shili"],
            topic=topic,
            question=question,
            answer=answer,
            sample=True,
            once={"visible_from": timezone.now()},
        )


def load_guides(ledger):
    start = ledger["school-year"].start
    for case, (standfirst, steps, papers) in GUIDES.items():
        last_years = [paper for paper in papers if paper not in NEW_PAPERS] + OLD_PAPERS
        same = {"case": case, "standfirst": standfirst, "steps": steps}
        _guide(ledger, f"guide:{case.value}", start, papers=papers, **same)
        _guide(ledger, f"guide:{case.value}:before", start - 1, papers=last_years, **same)


def _guide(ledger, name, start, **said):
    ledger.put(
        name,
        Guide,
        **said,
        valid_from=date(start, 9, 1),
        valid_until=date(start + 1, 8, 31),
        source=sources.SAMPLE,
        sample=True,
        once={"visible_from": timezone.now()},
    )


def load_plan(ledger):
    ledger.put(
        "plan:shili",
        EnrolmentPlan,
        find={"school_year": ledger["school-year"], "school": ledger["school:shili-xiaoxue"]},
        classes=1,
        places=45,
        source=sources.SAMPLE,
        sample=True,
        once={"visible_from": timezone.now()},
    )


def load_steps(ledger):
    start = ledger["school-year"].start
    _steps(ledger, "enrolment-step", start + 1, STEPS)
    _steps(ledger, "enrolment-step:before", start, LAST_STEPS)


def _steps(ledger, name, start, steps):
    year = ledger.put(f"school-year:{start}", SchoolYear, find={"start": start})
    for order, (title, first, last, note) in enumerate(steps, 1):
        ledger.put(
            f"{name}:{order}",
            EnrolmentStep,
            school_year=year,
            title=title,
            starts_on=date(start, *first),
            ends_on=date(start, *last),
            note=note,
            source=sources.SAMPLE,
            sample=True,
            once={"visible_from": timezone.now()},
        )


def load_rules(ledger):
    year = ledger.put(f"school-year:{YEAR}", SchoolYear, find={"start": YEAR})
    for order, ((name, meaning), asked) in enumerate(zip(RULES, CONDITIONS, strict=True), 1):
        registration, housing, living, grandparents = asked
        ledger.put(
            f"priority:{order}",
            PriorityRule,
            find={"school_year": year, "order": order},
            name=name,
            meaning=meaning,
            needs_registration=registration,
            needs_housing=housing,
            needs_living=living,
            grandparents=grandparents,
            source=sources.NOTICE,
            once={"visible_from": timezone.now()},
        )
