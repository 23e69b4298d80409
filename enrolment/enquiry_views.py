"""A parent asks and follows; everybody reads the questions that others had."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.audit import address_of
from enrolment import enquiring, limits
from enrolment.forms import CodeForm, EnquiryForm
from enrolment.models import Faq
from publishing.pagecache import public_page
from schools.models import School

TOO_OFTEN = "这个网络地址一小时内提交得太多了，请过一小时再来，或直接打电话。"


@public_page("enrolment")
def faqs(request):
    found = Faq.objects.published().select_related("unit")
    topics = [(name, list(same)) for name, same in groupby(found, key=lambda faq: faq.get_topic_display())]
    return render(request, "enrolment/faq_list.html", {"topics": topics, "days": enquiring.WORKING_DAYS})


@public_page("enrolment")
def statistics(request):
    rows, totals = enquiring.statistics()
    return render(request, "enrolment/enquiry_statistics.html", {"rows": rows, "totals": totals})


@login_not_required
@never_cache
@sensitive_post_parameters("question", "phone")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    asked_of = request.GET.get("school", "")[:80]
    form = EnquiryForm(request.POST or None, initial={"school": asked_of})
    if request.method == "POST" and form.is_valid():
        unit = _unit_of(form.cleaned_data["school"])
        if unit is None:
            form.add_error(None, "现在还不能在网上提问，请打学校的电话。")
        elif not limits.take("ask", address_of(request)):
            form.add_error(None, TOO_OFTEN)
        else:
            names = ("topic", "question", "phone")
            return redirect(enquiring.ask(unit, **{name: form.cleaned_data[name] for name in names}))
    context = {"form": form, "days": enquiring.WORKING_DAYS}
    return render(request, "enrolment/enquiry_form.html", context)


def _unit_of(slug):
    if not slug:
        return enquiring.district_unit()
    school = School.objects.published().open().select_related("unit").filter(slug=slug).first()
    return school.unit if school else None


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request):
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not limits.take("code", address_of(request)):
            form.add_error(None, TOO_OFTEN)
        elif enquiry := enquiring.found_by(form.cleaned_data["code"]):
            return redirect(enquiry)
        else:
            form.add_error("code", "没有这个查询码。请核对；答复满一年的咨询已经删除。")
    return render(request, "enrolment/enquiry_follow.html", {"form": form})


@login_not_required
@never_cache
@require_safe
def detail(request, code):
    """The address is as secret as the code in it; no robot and no cache keeps it."""
    enquiry = enquiring.found_by(code)
    if enquiry is None:
        raise Http404
    response = render(request, "enrolment/enquiry_detail.html", {"enquiry": enquiry})
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
