package dev.tabwright;

import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The messages of as many calls as it takes. */
final class Resumed<T> implements Iterator<T> {
    static final Duration PATIENCE = Duration.ofMinutes(5);
    /** A call that has stood longer was connected: gRPC has given up by then. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofMinutes(2);

    private final ManagedChannel channel;
    private final Supplier<Iterator<T>> open;
    private final Consumer<T> keep;
    private final Context.CancellableContext context = Context.current().withCancellation();
    private Tries tries;
    private Iterator<T> call;
    private long openedNanos;

    private Resumed(ManagedChannel channel, Supplier<Iterator<T>> open, Consumer<T> keep) {
        this.channel = channel;
        this.tries = new Tries(channel, PATIENCE);
        this.open = open;
        this.keep = keep;
    }

    /**
     * Lends the messages as a stream; closing it ends the call. {@code open} makes a call that goes on after the last
     * message that {@code keep} was given.
     */
    static <T> Stream<T> stream(ManagedChannel channel, Supplier<Iterator<T>> open, Consumer<T> keep) {
        var messages = new Resumed<T>(channel, open, keep);
        int kind = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(messages, kind), false)
                .onClose(() -> messages.context.cancel(null));
    }

    @Override
    public boolean hasNext() {
        while (true) {
            try {
                if (call == null) {
                    openedNanos = System.nanoTime();
                    Context before = context.attach();
                    try {
                        call = open.get();
                    } finally {
                        context.detach(before);
                    }
                }
                return call.hasNext();
            } catch (StatusRuntimeException error) {
                call = null;
                if (System.nanoTime() - openedNanos > CONNECT_TIMEOUT.toNanos()) {
                    tries = new Tries(channel, PATIENCE); // there was nothing to tell
                }
                if (context.isCancelled() || !tries.another(error)) {
                    context.cancel(error);
                    throw error;
                }
            }
        }
    }

    @Override
    public T next() {
        T message = call.next();
        keep.accept(message);
        tries = new Tries(channel, PATIENCE);
        return message;
    }
}
