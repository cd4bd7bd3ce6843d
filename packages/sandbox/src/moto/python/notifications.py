"""
SNS neither waits for its subscribers nor fails because of them; moto posts to an HTTP subscriber within the call
and would wait for ever.
"""

import threading

import requests
from moto.sns.models import Subscription

# https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html: "within 15 seconds"
LONGEST_WAIT = 15


def install():
    publish = Subscription.publish

    def publish_aside(self, *args, **kwargs):
        if self.protocol not in ("http", "https"):
            return publish(self, *args, **kwargs)
        threading.Thread(target=deliver, args=(publish, self, args, kwargs), daemon=True).start()

    Subscription.publish = publish_aside
    send = requests.Session.request
    requests.Session.request = lambda self, *args, **kwargs: send(self, *args, **{"timeout": LONGEST_WAIT, **kwargs})


def deliver(publish, subscription, args, kwargs):
    try:
        publish(subscription, *args, **kwargs)
    except requests.RequestException:
        # A message that nobody takes is lost after its retries.
        pass
