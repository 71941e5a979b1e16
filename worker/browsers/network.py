"""How browsers are launched so that all that they send goes to one place, their gate, and nothing past it.

Where that is not reached they have no network. What an engine would do of its own accord is off too: nobody has
asked for it, and its failures would look like those of pages.
"""

from typing import Any, TypedDict
from urllib.parse import urlsplit

NOWHERE = "socks5://127.0.0.1:1"
"""The gate of a browser that is to reach nothing."""

# Names are resolved by the gate alone. Playwright's own argument for that has quotation marks that Chromium takes for
# a part of the rule. Which of the two policies for WebRTC counts depends on the build; TURN by TCP goes to the gate.
CHROMIUM = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
)
"""Chromium's switches, beside those that name its proxy."""

_FIREFOX: dict[str, str | float | bool] = {
    "network.proxy.type": 1,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_version": 5,
    "network.proxy.socks_remote_dns": True,
    "network.proxy.socks5_remote_dns": True,
    "network.proxy.no_proxies_on": "",
    "network.proxy.allow_hijacking_localhost": True,
    "network.proxy.failover_direct": False,
    "network.proxy.allow_bypass": False,
    # Names.
    "network.dns.disabled": True,
    "network.dns.disablePrefetch": True,
    "network.dns.disablePrefetchFromHTTPS": True,
    "network.trr.mode": 5,
    # Ways that know no proxy.
    "media.peerconnection.ice.proxy_only": True,
    "network.http.http3.enable": False,
    "network.webtransport.enabled": False,
    "network.gio.supported-protocols": "",
    # What might be wanted some time.
    "network.http.speculative-parallel-limit": 0,
    "network.predictor.enabled": False,
    "network.prefetch-next": False,
    # Its own.
    "app.normandy.enabled": False,
    "browser.region.network.url": "",
    "browser.region.update.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.safebrowsing.provider.google4.updateURL": "",
    "browser.safebrowsing.provider.mozilla.updateURL": "",
    "browser.search.update": False,
    "datareporting.healthreport.uploadEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "geo.provider.network.url": "",
    "media.gmp-manager.updateEnabled": False,
    "media.gmp-manager.url": "data:text/plain,",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "security.OCSP.enabled": 0,
    "security.remote_settings.crlite_filters.enabled": False,
    "security.remote_settings.intermediates.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.server": "data:,",
    "toolkit.telemetry.unified": False,
}

FIREFOX_ENVIRONMENT = {"MOZ_REMOTE_SETTINGS_DEVTOOLS": "1"}
"""Without it, a Firefox that is a release asks Mozilla's server for settings, whatever its preferences say."""


class LaunchOptions(TypedDict, total=False):
    """Those of Playwright's options of a launch that are about the network."""

    args: list[str]
    proxy: Any
    firefox_user_prefs: dict[str, str | float | bool]


def launch_options(engine: str, server: str) -> LaunchOptions:
    """The options for a browser of an engine whose gate is at `server`, `socks5://127.0.0.1:PORT`."""
    if engine == "firefox":
        return {"firefox_user_prefs": {**_FIREFOX, "network.proxy.socks_port": urlsplit(server).port or 0}}
    if engine == "chromium":
        return {"args": [*CHROMIUM], "proxy": {"server": server}}
    return {"proxy": {"server": server}}
