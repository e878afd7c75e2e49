"""The one hand that posts: the outbox, the worker, SMTP."""
