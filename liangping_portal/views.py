"""Pages that compose what the floors below have."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def home(request):
    return render(request, "home.html")


@require_safe
def me(request):
    return render(request, "me/desk.html")
