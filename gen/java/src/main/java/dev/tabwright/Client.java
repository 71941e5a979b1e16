package dev.tabwright;

import com.google.api.HttpBody;
import com.google.protobuf.Message;
import dev.tabwright.v1.CreateJobRequest;
import dev.tabwright.v1.DownloadArtifactRequest;
import dev.tabwright.v1.GetJobRequest;
import dev.tabwright.v1.Job;
import dev.tabwright.v1.JobEvent;
import dev.tabwright.v1.RunTaskRequest;
import dev.tabwright.v1.WatchJobRequest;
import dev.tabwright.v1.WatchJobsRequest;
import dev.tabwright.v1.WatchJobsResponse;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** All services of Tabwright over one channel, for any number of threads. What fails throws StatusRuntimeException. */
public final class Client extends Services implements AutoCloseable {
    /** About ten seconds, as the last pause may not fit in: a server starts in that time, and a wrong address shows. */
    private static final Duration CALL_PATIENCE = Duration.ofSeconds(12);

    private final ManagedChannel channel;

    private final Channel calls;

    private Client(ManagedChannel channel, Channel calls) {
        super(calls);
        this.channel = channel;
        this.calls = calls;
    }

    /**
     * Opens a client of the server at {@code TABWRIGHT_ADDRESS} of the environment, or 127.0.0.1:50051, with the key in
     * {@code TABWRIGHT_API_KEY}.
     */
    public static Client connect() {
        Map<String, String> environment = System.getenv();
        String address = environment.getOrDefault("TABWRIGHT_ADDRESS", "");
        return connect(address.isEmpty() ? "127.0.0.1:50051" : address, environment.getOrDefault("TABWRIGHT_API_KEY", ""));
    }

    /** Opens a client that speaks plain text and whose calls have 30 s. */
    public static Client connect(String address, String apiKey) {
        return connect(address, apiKey, InsecureChannelCredentials.create(), Duration.ofSeconds(30));
    }

    /**
     * Opens a client. Nothing is sent before its first call.
     *
     * @param address {@code host:port} of the server or of its gateway
     * @param apiKey the key of all calls
     * @param credentials how the connection is encrypted, such as {@link io.grpc.TlsChannelCredentials#create()}
     * @param timeout how long a call may take that answers once, unless it is given a deadline of its own. A call that may
     *     ask the server to wait has 5 minutes more, which is the longest that it may ask for. Streams have no deadline
     * @throws IllegalArgumentException if the key is not printable ASCII
     */
    public static Client connect(String address, String apiKey, ChannelCredentials credentials, Duration timeout) {
        ManagedChannel channel = Channels.open(address, apiKey, credentials, timeout);
        return new Client(channel, ClientInterceptors.intercept(channel, new Closed(channel)));
    }

    /** The same services, whose calls answer at once, with a future. */
    public FutureServices futures() {
        return new FutureServices(calls);
    }

    /** The same services, whose calls answer at once, and tell an observer what comes. */
    public AsyncServices async() {
        return new AsyncServices(calls);
    }

    /** The channel, for stubs of other kinds. */
    public ManagedChannel channel() {
        return channel;
    }

    /** As {@link #run(CreateJobRequest, Consumer)}, without a look at the events. */
    public Job run(CreateJobRequest job) {
        return run(job, event -> {});
    }

    /**
     * Creates a job, watches it to its end, and returns it; a job that fails is returned like any other. {@code onEvent} is
     * given each of its events. A job without a request id gets one, so that a call that is made again makes no second job.
     */
    public Job run(CreateJobRequest job, Consumer<JobEvent> onEvent) {
        var request = job.getRequestId().isEmpty() ? job.toBuilder().setRequestId(UUID.randomUUID().toString()).build() : job;
        return ended(Tries.answer(channel, CALL_PATIENCE, () -> jobs().createJob(request)).getJobId(), onEvent);
    }

    /** As {@link #runTask(RunTaskRequest, Consumer)}, without a look at the events. */
    public Job runTask(RunTaskRequest task) {
        return runTask(task, event -> {});
    }

    /**
     * As {@link #run(CreateJobRequest, Consumer)}, with the job that a task makes of its parameters; {@code task} of its
     * result has what comes of it.
     */
    public Job runTask(RunTaskRequest task, Consumer<JobEvent> onEvent) {
        var request = task.getRequestId().isEmpty() ? task.toBuilder().setRequestId(UUID.randomUUID().toString()).build() : task;
        return ended(Tries.answer(channel, CALL_PATIENCE, () -> taskTypes().runTask(request)).getJobId(), onEvent);
    }

    /** A job, once it has ended. */
    private Job ended(String jobId, Consumer<JobEvent> onEvent) {
        try (Stream<JobEvent> events = watch(jobId, 0)) {
            events.forEach(onEvent);
        }
        return Tries.answer(channel, Resumed.PATIENCE, () -> jobs().getJob(GetJobRequest.newBuilder().setJobId(jobId).build()));
    }

    /**
     * The job's events after a sequence (0: all), as they happen, to its end: each once, in order, also when the connection
     * breaks and servers are replaced meanwhile. Throws also when nobody has answered for 5 minutes. Who does not read it to
     * its end closes it.
     */
    public Stream<JobEvent> watch(String jobId, int afterSequence) {
        var request = WatchJobRequest.newBuilder().setJobId(jobId).setAfterSequence(afterSequence);
        return Resumed.stream(
                channel, () -> jobs().watchJob(request.build()), event -> request.setAfterSequence(event.getSequence()));
    }

    /**
     * The events of all jobs, or of those that the request's filters leave, for ever: each once, also when the connection
     * breaks. Each message has a cursor, after which another call goes on; without an event it says where the stream
     * starts, or is a sign of life. Throws as {@link #watch} does. Who is done with it closes it.
     */
    public Stream<WatchJobsResponse> watchJobs(WatchJobsRequest request) {
        var next = request.toBuilder();
        return Resumed.stream(
                channel, () -> jobs().watchJobs(next.build()), message -> next.setCursor(message.getCursor()));
    }

    /**
     * What a list method lists, on all its pages, such as {@code listAll(client.jobs()::listJobs,
     * ListJobsRequest.getDefaultInstance(), ListJobsResponse::getDataList)}. A page is asked for when the one before it has
     * been read.
     */
    public <Q extends Message, A extends Message, T> Stream<T> listAll(
            Function<Q, A> list, Q request, Function<A, List<T>> items) {
        return Pages.items(list, request, items);
    }

    /**
     * The bytes of a job's artifact, by its file name, such as {@code screenshot.png}, or its id. {@link #downloadTo} is
     * for those that are too large for the memory.
     */
    public byte[] download(String jobId, String name) {
        return Tries.answer(channel, CALL_PATIENCE, () -> {
            var content = new ByteArrayOutputStream();
            write(jobId, name, content);
            return content.toByteArray();
        });
    }

    /**
     * Writes a job's artifact, by its file name, such as {@code screenshot.png}, or its id, into a file, piece by piece. The
     * file has its name once it is complete.
     *
     * @param options {@link java.nio.file.StandardCopyOption#REPLACE_EXISTING} replaces another file of this name; of a
     *     link, the file that it leads to
     * @throws java.nio.file.FileAlreadyExistsException if there is another file of this name, which stays; or a folder, a
     *     device, a pipe or the like, which is never replaced
     * @throws IOException if the file cannot be written
     */
    public void downloadTo(String jobId, String name, Path file, CopyOption... options) throws IOException {
        NewFile target = NewFile.at(file, options);
        // The file's own name may be as long as names can be.
        Path part = target.path().resolveSibling("." + UUID.randomUUID() + ".part");
        try {
            Tries.answer(channel, CALL_PATIENCE, () -> {
                try (OutputStream to = Files.newOutputStream(part)) {
                    write(jobId, name, to);
                    return file;
                } catch (IOException error) {
                    throw new UncheckedIOException(error);
                }
            });
            target.take(part);
        } catch (UncheckedIOException error) {
            throw error.getCause();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void write(String jobId, String name, OutputStream to) {
        var request = DownloadArtifactRequest.newBuilder().setJobId(jobId).setArtifact(name).build();
        try (var call = Context.current().withCancellation()) {
            call.run(() -> {
                try {
                    for (Iterator<HttpBody> pieces = artifacts().downloadArtifact(request); pieces.hasNext(); ) {
                        pieces.next().getData().writeTo(to);
                    }
                } catch (IOException error) {
                    throw new UncheckedIOException(error);
                }
            });
        }
    }

    /** Ends all calls that still run, as CANCELLED; so end those that come after. */
    @Override
    public void close() {
        channel.shutdownNow();
    }
}
