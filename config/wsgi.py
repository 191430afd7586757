"""The WSGI application that gunicorn serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.checks import refuse_bad_settings
from config.prefix import under
from config.watched import answer_soon

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
answer_soon()
application = under(settings.SITE_PREFIX, get_wsgi_application())
refuse_bad_settings()
