"""Pages of the site about itself."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def about(request):
    return render(request, "about.html")


@login_not_required
@require_safe
def privacy(request):
    return render(request, "privacy.html")


@login_not_required
@require_safe
def sitemap_page(request):
    return render(request, "sitemap.html")


@login_not_required
@require_safe
def robots(request):
    """Everything public may be read by robots; desks and forms are nothing for them."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/admin/", "/me/", "/accounts/", "/display/", "/search/")),
        f"Sitemap: {'https' if settings.PRODUCTION else 'http'}://{request.get_host()}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
