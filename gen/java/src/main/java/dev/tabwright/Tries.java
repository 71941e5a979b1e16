package dev.tabwright;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The tries of one thing, with longer and longer pauses between them. */
final class Tries {
    private static final long FIRST_DELAY_MS = 100;
    private static final long LONGEST_DELAY_MS = 5_000;

    private final ManagedChannel channel;
    private final Duration patience;
    private int failures;
    private long givesUpNanos;

    /** {@code patience} is how long after the first of its failures it gives up. */
    Tries(ManagedChannel channel, Duration patience) {
        this.channel = channel;
        this.patience = patience;
    }

    /** The answer of a call that is safe to repeat. */
    static <T> T answer(ManagedChannel channel, Duration patience, Supplier<T> call) {
        Tries tries = new Tries(channel, patience);
        while (true) {
            try {
                return call.get();
            } catch (StatusRuntimeException error) {
                if (!tries.another(error)) {
                    throw error;
                }
            }
        }
    }

    /** Waits before the next try, and says whether there should be one after this error. */
    boolean another(StatusRuntimeException error) {
        if (failures == 0) {
            givesUpNanos = System.nanoTime() + patience.toNanos();
        }
        Problem problem = Problem.of(error);
        // Those who were cut off together must not come back together.
        long most = Math.min(FIRST_DELAY_MS << Math.min(failures, 10), LONGEST_DELAY_MS);
        long delay = ThreadLocalRandom.current().nextLong(most / 2, most + 1);
        Duration pause = Duration.ofMillis(Math.max(delay, problem.retryDelay().toMillis()));
        failures++;
        if (!problem.passes() || System.nanoTime() + pause.toNanos() - givesUpNanos > 0) {
            return false;
        }
        try {
            channel.awaitTermination(pause.toMillis(), TimeUnit.MILLISECONDS); // who closes the client waits for no pause
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
