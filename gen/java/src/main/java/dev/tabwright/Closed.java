package dev.tabwright;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/**
 * Ends the calls of a closed client as CANCELLED. gRPC says UNAVAILABLE, as of a server that cannot be reached, which is
 * worth another try.
 */
record Closed(ManagedChannel channel) implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(new SimpleForwardingClientCallListener<>(listener) {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        boolean isClosed = status.getCode() == Status.Code.UNAVAILABLE && channel.isShutdown();
                        super.onClose(isClosed ? Status.CANCELLED.withDescription("the client is closed") : status, trailers);
                    }
                }, headers);
            }
        };
    }
}
