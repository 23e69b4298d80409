"""Three questions, and the first place in the year's order of admission whose conditions they meet.

Which conditions a place has is data of the year's `PriorityRule` rows; only the questions stand here.
"""

from django import forms

YES_NO = [("yes", "在"), ("no", "不在")]
GRANDPARENTS = "grandparents"


class SelfCheckForm(forms.Form):
    registered = forms.ChoiceField(
        label="孩子的户口在学校的片区里吗", choices=YES_NO, widget=forms.RadioSelect
    )
    housing = forms.ChoiceField(
        label="父母在片区里有自己的住房吗",
        choices=[
            ("yes", "有"),
            (GRANDPARENTS, "父母没有住房，孩子一出生户口和居住就在祖辈处"),
            ("no", "没有"),
        ],
        widget=forms.RadioSelect,
    )
    living = forms.ChoiceField(label="孩子现在住在片区里吗", choices=YES_NO, widget=forms.RadioSelect)


def outcome(rules, *, registered, housing, living):
    """The first rule that is met; None where none is, or where the year's rules state no conditions."""
    return next((rule for rule in rules if _is_met(rule, registered, housing, living)), None)


def _is_met(rule, registered, housing, living):
    housed = housing == "yes" or (rule.grandparents and housing == GRANDPARENTS)
    return (
        rule.has_conditions
        and (registered == "yes" or not rule.needs_registration)
        and (housed or not rule.needs_housing)
        and (living == "yes" or not rule.needs_living)
    )
