package dev.tabwright;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Deadline;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The channel of a client: its key, its deadlines, and what is done about a connection that breaks. */
final class Channels {
    private static final Metadata.Key<String> KEY = Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private Channels() {}

    static ManagedChannel open(String address, String apiKey, ChannelCredentials credentials, Duration timeout) {
        if (!apiKey.chars().allMatch(letter -> letter >= ' ' && letter <= '~')) {
            throw new IllegalArgumentException("the API key must be printable ASCII, without line breaks");
        }
        Metadata headers = new Metadata();
        if (!apiKey.isEmpty()) {
            headers.put(KEY, apiKey);
        }
        return Grpc.newChannelBuilder(address, credentials)
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers), new Deadlines(timeout))
                .defaultServiceConfig(serviceConfig())
                // A server that is gone without a word is noticed. Servers permit a sign of life every 10 s.
                .keepAliveTime(30, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .maxInboundMessageSize(Integer.MAX_VALUE) // a job's result is as large as it is
                .userAgent("tabwright-java/" + Version.VERSION)
                .build();
    }

    /**
     * Lets gRPC repeat, where a server could not be reached, the calls that the API says are safe to repeat: for about ten
     * seconds, in which a server starts. Streams are the client's part.
     */
    private static Map<String, ?> serviceConfig() {
        var names = Services.DESCRIPTORS.stream()
                .map(ServiceDescriptor::getMethods)
                .flatMap(methods -> methods.stream())
                .filter(method -> method.getType() == MethodType.UNARY && (method.isSafe() || method.isIdempotent()))
                .map(method -> Map.of("service", method.getServiceName(), "method", method.getBareMethodName()))
                .toList();
        var policy = Map.of(
                "maxAttempts", 5.0,
                "initialBackoff", "0.5s",
                "maxBackoff", "5s",
                "backoffMultiplier", 3.0,
                "retryableStatusCodes", List.of("UNAVAILABLE"));
        return Map.of("methodConfig", List.of(Map.of("name", names, "retryPolicy", policy)));
    }

    /** Gives calls that answer once, and have no deadline, one. */
    private record Deadlines(Duration timeout) implements ClientInterceptor {
        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            boolean has = options.getDeadline() != null || Context.current().getDeadline() != null;
            if (has || method.getType() != MethodType.UNARY) {
                return next.newCall(method, options);
            }
            var described = ((ProtoMethodDescriptorSupplier) method.getSchemaDescriptor()).getMethodDescriptor();
            boolean waits = described.getInputType().findFieldByName("wait_ms") != null;
            Duration allowed = waits ? timeout.plus(LONGEST_WAIT) : timeout;
            return next.newCall(method, options.withDeadline(Deadline.after(allowed.toMillis(), TimeUnit.MILLISECONDS)));
        }
    }
}
