package dev.tabwright;

import dev.tabwright.v1.JobEvent;
import dev.tabwright.v1.JobServiceGrpc.JobServiceBlockingStub;
import dev.tabwright.v1.WatchJobRequest;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A job's events, by as many calls as it takes. */
final class Watch implements Iterator<JobEvent> {
    static final Duration PATIENCE = Duration.ofMinutes(5);
    /** A call that has stood longer was connected: gRPC has given up by then. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofMinutes(2);

    private final JobServiceBlockingStub jobs;
    private final String jobId;
    private final Context.CancellableContext context = Context.current().withCancellation();
    private int afterSequence;
    private Tries tries = new Tries(PATIENCE);
    private Iterator<JobEvent> call;
    private long openedNanos;

    Watch(JobServiceBlockingStub jobs, String jobId, int afterSequence) {
        this.jobs = jobs;
        this.jobId = jobId;
        this.afterSequence = afterSequence;
    }

    /** Lends the events as a stream; closing it ends the call. */
    Stream<JobEvent> stream() {
        int kind = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, kind), false)
                .onClose(() -> context.cancel(null));
    }

    @Override
    public boolean hasNext() {
        while (true) {
            try {
                if (call == null) {
                    open();
                }
                return call.hasNext();
            } catch (StatusRuntimeException error) {
                call = null;
                if (System.nanoTime() - openedNanos > CONNECT_TIMEOUT.toNanos()) {
                    tries = new Tries(PATIENCE); // the job had nothing to tell
                }
                if (context.isCancelled() || !tries.another(error)) {
                    context.cancel(error);
                    throw error;
                }
            }
        }
    }

    @Override
    public JobEvent next() {
        JobEvent event = call.next();
        afterSequence = event.getSequence();
        tries = new Tries(PATIENCE);
        return event;
    }

    private void open() {
        openedNanos = System.nanoTime();
        var request = WatchJobRequest.newBuilder().setJobId(jobId).setAfterSequence(afterSequence).build();
        Context before = context.attach();
        try {
            call = jobs.watchJob(request);
        } finally {
            context.detach(before);
        }
    }
}
