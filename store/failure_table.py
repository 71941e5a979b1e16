"""The table of failures: what they are known by, which kind they are, and what is done about each.

Nothing else says which failures are tried again, when, at whose expense, and who is to blame. Where several rows are of
one kind, the first stands for those of which nobody knows more.
"""

from store import recovery_ways as ways
from store.job_failures import JOBS
from store.recovery import ErrorType, Failure


def _net(names: str) -> frozenset[str]:
    """Chromium's names."""
    return frozenset(f"net::ERR_{name}" for name in names.split())


def _ns(names: str) -> frozenset[str]:
    """Firefox's names."""
    return frozenset(f"NS_ERROR_{name}" for name in names.split())


_NETWORK = (
    Failure(
        name="the host refuses connections",
        error_type=ErrorType.NETWORK_ERROR,
        recovery=ways.AGAIN_BY_SITE,
        names=_net("CONNECTION_REFUSED") | _ns("CONNECTION_REFUSED"),
        openings=("connectionFailure", "Connection refused"),
        guard=frozenset({"connection_refused"}),
    ),
    Failure(
        name="the host did not connect, or broke off",
        error_type=ErrorType.NETWORK_ERROR,
        recovery=ways.AGAIN_BY_SITE,
        names=_net(
            "CONNECTION_RESET CONNECTION_CLOSED CONNECTION_ABORTED CONNECTION_FAILED"
            " CONNECTION_TIMED_OUT CONNECTION_* TIMED_OUT EMPTY_RESPONSE ADDRESS_UNREACHABLE SOCKET_NOT_CONNECTED"
            " SOCKET_IS_CONNECTED"
        )
        | _ns(
            "NET_RESET NET_TIMEOUT NET_TIMEOUT_EXTERNAL NET_INTERRUPT NET_EMPTY_RESPONSE"
            " NET_ERROR_RESPONSE NET_ON_* NOT_CONNECTED ALREADY_CONNECTED HOST_UNREACHABLE NET_*"
        ),
        openings=(
            "netReset",
            "netTimeout",
            "netInterrupt",
            "Could not connect to",
            "The network connection was lost",
            "The request timed out",
            "Connection reset by peer",
            "Connection terminated unexpectedly",
        ),
        guard=frozenset({"unreachable", "timed_out"}),
    ),
    Failure(
        name="the host's name is unknown",
        error_type=ErrorType.NETWORK_ERROR,
        recovery=ways.ONCE_BY_SITE,
        names=_net("NAME_NOT_RESOLVED DNS_NAME_HTTPS_ONLY DNS_NO_MATCHING_SUPPORTED_ALPN ICANN_NAME_COLLISION")
        | _ns("UNKNOWN_HOST"),
        openings=("dnsNotFound", "Could not resolve host", "Error resolving", "hostname could not be found"),
        guard=frozenset({"name_not_resolved"}),
    ),
    Failure(
        name="the name servers did not answer, or failed",
        error_type=ErrorType.NETWORK_ERROR,
        recovery=ways.AGAIN,
        names=_net("NAME_RESOLUTION_FAILED HOST_RESOLVER_QUEUE_TOO_LARGE DNS_*") | _ns("DNS_LOOKUP_QUEUE_FULL"),
        guard=frozenset({"resolver_failed"}),
    ),
    Failure(
        name="the host's answer broke the protocol",
        error_type=ErrorType.NETWORK_ERROR,
        recovery=ways.AGAIN_BY_SITE,
        openings=("contentEncodingError", "corruptedContentErrorv2", "networkProtocolError"),
        names=_net(
            "HTTP2_* QUIC_* ALPN_NEGOTIATION_FAILED HTTP_1_1_REQUIRED H2_OR_QUIC_REQUIRED INCOMPLETE_HTTP2_HEADERS"
            " INVALID_HTTP_RESPONSE INVALID_RESPONSE INVALID_CHUNKED_ENCODING INCOMPLETE_CHUNKED_ENCODING"
            " CONTENT_LENGTH_MISMATCH CONTENT_DECODING_FAILED CONTENT_DECODING_INIT_FAILED ZSTD_WINDOW_SIZE_TOO_BIG"
            " ENCODING_CONVERSION_FAILED ENCODING_DETECTION_FAILED RESPONSE_HEADERS_TRUNCATED"
            " RESPONSE_BODY_TOO_BIG_TO_DRAIN REQUEST_RANGE_NOT_SATISFIABLE UNEXPECTED_PROXY_AUTH MSG_TOO_BIG"
            " TOO_MANY_ACCEPT_CH_RESTARTS"
            " DICTIONARY_LOAD_FAILED UNEXPECTED_CONTENT_DICTIONARY_HEADER INVALID_SIGNED_EXCHANGE INVALID_WEB_BUNDLE"
            " WS_*"
        )
        | _ns(
            "CORRUPTED_CONTENT INVALID_CONTENT_ENCODING NET_PARTIAL_TRANSFER NET_HTTP2_SENT_GOAWAY"
            " NET_HTTP3_PROTOCOL_ERROR HTTP2_FALLBACK_TO_HTTP1 ENTITY_CHANGED"
        ),
    ),
    Failure(
        name="the worker has no network",
        error_type=ErrorType.NETWORK_ERROR,
        recovery=ways.ELSEWHERE,
        names=_net(
            "INTERNET_DISCONNECTED NETWORK_CHANGED NETWORK_IO_SUSPENDED NETWORK_ACCESS_DENIED NETWORK_ACCESS_REVOKED"
            " INSUFFICIENT_RESOURCES OUT_OF_MEMORY NO_BUFFER_SPACE ADDRESS_IN_USE PRECONNECT_MAX_SOCKET_LIMIT SOCKET_*"
            " WINSOCK_UNEXPECTED_WRITTEN_BYTES"
        )
        | _ns("OFFLINE OUT_OF_MEMORY SOCKET_CREATE_FAILED SOCKET_ADDRESS_IN_USE SOCKET_*"),
        openings=("netOffline", "The Internet connection appears to be offline", "Network is unreachable"),
        guard=frozenset({"no_network"}),
        statuses=frozenset({511}),
    ),
    Failure(
        name="the browser's way out of the worker failed",
        error_type=ErrorType.NETWORK_ERROR,
        recovery=ways.AGAIN_BY_WORKER,
        openings=("proxyConnectFailure", "proxyResolveFailure"),
        names=_net("SOCKS_CONNECTION_FAILED SOCKS_CONNECTION_HOST_UNREACHABLE SOCKS_* PROXY_CONNECTION_FAILED")
        | _ns("PROXY_CONNECTION_REFUSED UNKNOWN_PROXY_HOST"),
    ),
    Failure(
        name="the pages have opened more connections than a browser may have",
        error_type=ErrorType.NETWORK_ERROR,
        recovery=ways.AGAIN_BY_CLIENT,
        guard=frozenset({"too_many"}),
    ),
    Failure(
        name="the proxy did not connect",
        error_type=ErrorType.PROXY_FAILED,
        recovery=ways.AGAIN_BY_PROXY,
        names=_net("PROXY_* TUNNEL_CONNECTION_FAILED HTTPS_PROXY_TUNNEL_RESPONSE_REDIRECT") | _ns("PROXY_*"),
        guard=frozenset({"proxy_failed"}),
    ),
    Failure(
        name="the proxy cannot be used as it is set up",
        error_type=ErrorType.PROXY_FAILED,
        recovery=ways.NEVER_BY_PROXY,
        names=_net(
            "PROXY_CERTIFICATE_INVALID NO_SUPPORTED_PROXIES MANDATORY_PROXY_CONFIGURATION_FAILED PAC_* PROXY_REQUIRED"
            " PROXY_AUTH_UNSUPPORTED"
        ),
    ),
)

_TLS = (
    Failure(
        name="the host's certificate or its TLS is not accepted",
        error_type=ErrorType.TLS_FAILED,
        recovery=ways.NEVER_BY_SITE,
        names=_net(
            "CERT_* CERTIFICATE_TRANSPARENCY_REQUIRED SSL_VERSION_OR_CIPHER_MISMATCH SSL_OBSOLETE_CIPHER"
            " SSL_OBSOLETE_VERSION SSL_PINNED_KEY_NOT_IN_CERT_CHAIN SSL_SERVER_CERT_BAD_FORMAT SSL_SERVER_CERT_CHANGED"
            " SSL_KEY_USAGE_INCOMPATIBLE SSL_BAD_PEER_PUBLIC_KEY SSL_UNRECOGNIZED_NAME_ALERT NO_SSL_VERSIONS_ENABLED"
            " INSECURE_RESPONSE QUIC_CERT_ROOT_NOT_KNOWN HTTP2_INADEQUATE_TRANSPORT_SECURITY CT_*"
            " TLS13_DOWNGRADE_DETECTED ECH_* INVALID_ECH_CONFIG_LIST"
        )
        | _ns("NET_INADEQUATE_SECURITY")
        | {"SEC_ERROR_*", "SSL_ERROR_*", "MOZILLA_PKIX_ERROR_*"},
        openings=(
            "nssBadCert",
            "inadequateSecurityError",
            "sslv3Used",
            "The certificate for this server is invalid",
            "Unacceptable TLS certificate",
            "SSL peer certificate",
            "self signed certificate",
        ),
    ),
    Failure(
        name="TLS broke off",
        error_type=ErrorType.TLS_FAILED,
        recovery=ways.AGAIN_BY_SITE,
        names=_net(
            "SSL_PROTOCOL_ERROR SSL_DECRYPT_ERROR_ALERT SSL_BAD_RECORD_MAC_ALERT SSL_DECOMPRESSION_FAILURE_ALERT"
            " SSL_HANDSHAKE_NOT_COMPLETED SSL_NO_RENEGOTIATION SSL_RENEGOTIATION_REQUESTED"
            " EARLY_DATA_REJECTED WRONG_VERSION_ON_EARLY_DATA SSL_*"
        )
        | {
            "SSL_ERROR_RX_RECORD_TOO_LONG",
            "SSL_ERROR_BAD_MAC_READ",
            "SSL_ERROR_BAD_MAC_ALERT",
            "SSL_ERROR_DECRYPT_ERROR_ALERT",
            "SSL_ERROR_DECRYPTION_FAILED_ALERT",
            "SSL_ERROR_INTERNAL_ERROR_ALERT",
            "SSL_ERROR_RX_MALFORMED_HANDSHAKE",
            "SSL_ERROR_RX_MALFORMED_SERVER_HELLO",
            "SSL_ERROR_RX_UNEXPECTED_RECORD_TYPE",
            "SSL_ERROR_SOCKET_WRITE_FAILURE",
            "SSL_ERROR_CLOSE_NOTIFY_ALERT",
        },
        openings=("nssFailure2", "An SSL error has occurred", "TLS handshake", "secure TLS connection"),
    ),
    Failure(
        name="the host, or the proxy, does not accept the job's password or certificate",
        error_type=ErrorType.AUTHENTICATION_FAILED,
        recovery=ways.NEVER_BY_CLIENT,
        names=_net(
            "INVALID_AUTH_CREDENTIALS MISSING_AUTH_CREDENTIALS UNSUPPORTED_AUTH_SCHEME MALFORMED_IDENTITY"
            " MISCONFIGURED_AUTH_ENVIRONMENT UNEXPECTED_SECURITY_LIBRARY_STATUS UNDOCUMENTED_SECURITY_LIBRARY_STATUS"
            " SSL_CLIENT_AUTH_* CLIENT_AUTH_CERT_TYPE_UNSUPPORTED BAD_SSL_CLIENT_AUTH_CERT TOO_MANY_RETRIES"
            " CACHE_AUTH_FAILURE_AFTER_READ PROXY_AUTH_REQUESTED PROXY_AUTH_REQUESTED_WITH_NO_CONNECTION"
            " UNABLE_TO_REUSE_CONNECTION_FOR_PROXY_AUTH NO_PRIVATE_KEY_FOR_CERT ADD_USER_CERT_FAILED"
        )
        | _ns("PROXY_AUTHENTICATION_FAILED PROXY_UNAUTHORIZED BASIC_HTTP_AUTH_DISABLED")
        | {
            "SSL_ERROR_BAD_CERT_ALERT",
            "SSL_ERROR_CERTIFICATE_UNKNOWN_ALERT",
            "SSL_ERROR_EXPIRED_CERT_ALERT",
            "SSL_ERROR_REVOKED_CERT_ALERT",
            "SSL_ERROR_UNKNOWN_CA_ALERT",
            "SSL_ERROR_ACCESS_DENIED_ALERT",
            "SSL_ERROR_UNSUPPORTED_CERTIFICATE_TYPE",
            "SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT",
        },
        guard=frozenset({"proxy_authentication"}),
    ),
)

_REQUESTS = (
    Failure(
        name="the browser does not open such a URL, or such a port",
        error_type=ErrorType.INVALID_URL,
        recovery=ways.NEVER_BY_CLIENT,
        openings=("deniedPortAccess", "malformedURI", "unknownProtocolFound"),
        names=_net("INVALID_URL DISALLOWED_URL_SCHEME UNKNOWN_URL_SCHEME UNSAFE_PORT ADDRESS_INVALID")
        | _ns("MALFORMED_URI PORT_ACCESS_NOT_ALLOWED UNKNOWN_PROTOCOL DOM_BAD_URI"),
        phrases=("invalid URL",),
    ),
    Failure(
        name="a policy refuses the URL",
        error_type=ErrorType.URL_BLOCKED,
        recovery=ways.NEVER_BY_CLIENT,
        openings=("blockedByPolicy",),
        names=_net("BLOCKED_BY_CLIENT BLOCKED_BY_ADMINISTRATOR BLOCKED_IN_INCOGNITO_BY_ADMINISTRATOR")
        | _ns("BLOCKED_BY_POLICY"),
        guard=frozenset({"refused"}),
    ),
    Failure(
        name="the navigation broke off: another one came, or the browser gave it up",
        error_type=ErrorType.NAVIGATION_FAILED,
        recovery=ways.AGAIN,
        names=_net(
            "ABORTED FAILED UNEXPECTED CACHE_* CONTEXT_SHUT_DOWN TEMPORARILY_THROTTLED UPLOAD_*"
            " HTTP_RESPONSE_CODE_FAILURE INVALID_HANDLE BLOB_*"
        )
        | _ns("ABORT FAILURE *"),
        phrases=("Download is starting", "Navigation failed", "interrupted by another", "net::ERR_"),
    ),
    Failure(
        name="the site redirects in a circle, or to what no browser opens",
        error_type=ErrorType.NAVIGATION_FAILED,
        recovery=ways.NEVER,
        names=_net("TOO_MANY_REDIRECTS INVALID_REDIRECT UNSAFE_REDIRECT") | _ns("REDIRECT_LOOP"),
        openings=("redirectLoop", "too many HTTP redirects", "Too many redirects"),
    ),
    Failure(
        name="the browser refuses what has come, or cannot ask for it",
        error_type=ErrorType.NAVIGATION_FAILED,
        recovery=ways.NEVER,
        openings=("unsafeContentType", "cspBlocked", "xfoBlocked", "fileNotFound"),
        names=_net(
            "BLOCKED_BY_* BLOCKED_ENROLLMENT_CHECK_PENDING ACCESS_DENIED CLEARTEXT_NOT_PERMITTED METHOD_NOT_SUPPORTED"
            " RESPONSE_HEADERS_*"
            " INVALID_ARGUMENT NOT_IMPLEMENTED READ_IF_READY_NOT_IMPLEMENTED INCONSISTENT_IP_ADDRESS_SPACE CACHED_IP_*"
            " TRUST_TOKEN_* UNRECOGNIZED_FTP_DIRECTORY_LISTING_FORMAT HTTPENGINE_PROVIDER_IN_USE FILE_*"
        )
        | _ns(
            "CONTENT_BLOCKED CONTENT_BLOCKED_SHOW_ALT CSP_* XFO_VIOLATION UNSAFE_CONTENT_TYPE HTTPS_ONLY BLOCKED_URI"
            " MALWARE_URI PHISHING_URI UNWANTED_URI HARMFUL_URI HARMFULADDON_URI LOCAL_NETWORK_ACCESS_DENIED"
            " DOM_BAD_CROSS_ORIGIN_URI FILE_*"
        ),
    ),
)

_ANSWERS = (
    Failure(
        name="the site answered with an error that is the job's to correct (4xx)",
        error_type=ErrorType.HTTP_ERROR,
        recovery=ways.NEVER_BY_CLIENT,
        statuses=frozenset(range(400, 500)) - {408, 425, 429} | {501, 505, 506, 508, 510} | set(range(600, 1000)),
    ),
    Failure(
        name="the site asked for the same again (408, 425)",
        error_type=ErrorType.HTTP_ERROR,
        recovery=ways.AGAIN,
        statuses=frozenset({408, 425}),
    ),
    Failure(
        name="the site is broken or overloaded (5xx)",
        error_type=ErrorType.SITE_ERROR,
        recovery=ways.AGAIN_BY_SITE,
        statuses=frozenset(range(500, 600)) - {501, 505, 506, 508, 510, 511},
    ),
    Failure(
        name="the site asks for fewer requests (429, or a Retry-After)",
        error_type=ErrorType.RATE_LIMITED,
        recovery=ways.LIMITED,
        statuses=frozenset({429}),
    ),
    Failure(
        name="the site keeps browsers like ours out",
        error_type=ErrorType.SITE_BLOCKED,
        recovery=ways.NEVER_BY_SITE,
    ),
    Failure(
        name="the site does not answer well, and nobody asks it for now",
        error_type=ErrorType.SITE_UNAVAILABLE,
        recovery=ways.HELD,
    ),
    Failure(name="the URL leads to no page", error_type=ErrorType.NOT_A_PAGE, recovery=ways.NEVER_BY_CLIENT),
)

_OWN = (
    Failure(
        name="a file is too large",
        error_type=ErrorType.ARTIFACT_TOO_LARGE,
        recovery=ways.NEVER_BY_CLIENT,
        phrases=("sent more than a message may have",),
    ),
    Failure(
        name="the browser died, hung, or did not open a page",
        error_type=ErrorType.BROWSER_CRASHED,
        recovery=ways.AGAIN_BY_WORKER,
        names=_ns("CONTENT_CRASHED"),
        openings=(
            "Target crashed",
            "Page crashed",
            "Navigation failed because page crashed",
            "Target closed",
            "Browser closed",
            "Target page, context or browser has been closed",
            "Page has been closed",
            "Browser has been closed",
            "Session already detached",
            "Connection closed",
            "Unable to capture screenshot",
        ),
    ),
    Failure(
        name="the worker died or lost its connection", error_type=ErrorType.WORKER_LOST, recovery=ways.AGAIN_BY_WORKER
    ),
    Failure(
        name="the worker was stopped",
        error_type=ErrorType.WORKER_LOST,
        recovery=ways.GIVEN_BACK,
    ),
    Failure(
        name="the artifact storage failed",
        error_type=ErrorType.STORAGE_UNAVAILABLE,
        recovery=ways.AGAIN_BY_STORAGE,
    ),
    Failure(
        name="a person was asked to do something, and says that it cannot be done",
        error_type=ErrorType.HUMAN_FAILED,
        recovery=ways.NEVER,
    ),
    Failure(
        name="a person was asked to do something, and nobody has in time",
        error_type=ErrorType.HUMAN_LATE,
        recovery=ways.NEVER,
    ),
    Failure(
        name="no person can be asked for now",
        error_type=ErrorType.HUMAN_LATE,
        recovery=ways.AGAIN,
    ),
    Failure(name="the worker has an error of its own", error_type=ErrorType.INTERNAL, recovery=ways.NEVER_BY_WORKER),
    Failure(name="the time ran out", error_type=ErrorType.TIMEOUT, recovery=ways.AGAIN),
)

TABLE: tuple[Failure, ...] = (*_OWN, *_NETWORK, *_TLS, *_REQUESTS, *_ANSWERS, *JOBS)
"""All rows. Phrases are looked for in this order."""
