"""Forms are drawn by the project's own templates; a field's HTML is decided in one place."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    field_template_name = "components/field.html"
