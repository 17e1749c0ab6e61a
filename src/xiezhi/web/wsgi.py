"""The WSGI entry, for any server: `xiezhi.web.wsgi:application`."""

from xiezhi.web.start import wsgi

application = wsgi()
