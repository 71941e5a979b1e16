package dev.tabwright;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import dev.tabwright.v1.ActionServiceGrpc;
import dev.tabwright.v1.ApiKeyServiceGrpc;
import dev.tabwright.v1.ArtifactServiceGrpc;
import dev.tabwright.v1.BrowserServiceGrpc;
import dev.tabwright.v1.CreateJobRequest;
import dev.tabwright.v1.DeadLetterServiceGrpc;
import dev.tabwright.v1.DownloadArtifactRequest;
import dev.tabwright.v1.GetJobRequest;
import dev.tabwright.v1.HealthServiceGrpc;
import dev.tabwright.v1.Job;
import dev.tabwright.v1.JobEvent;
import dev.tabwright.v1.JobServiceGrpc;
import dev.tabwright.v1.ScheduleServiceGrpc;
import dev.tabwright.v1.UrlPolicyServiceGrpc;
import dev.tabwright.v1.WebhookServiceGrpc;
import dev.tabwright.v1.WorkerServiceGrpc;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All services of Tabwright over one channel, for any number of threads. What fails throws StatusRuntimeException. */
public final class Client implements AutoCloseable {
    private static final Duration CREATE_PATIENCE = Duration.ofSeconds(5);

    private final ManagedChannel channel;

    private Client(ManagedChannel channel) {
        this.channel = channel;
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
     */
    public static Client connect(String address, String apiKey, ChannelCredentials credentials, Duration timeout) {
        return new Client(Channels.open(address, apiKey, credentials, timeout));
    }

    public ActionServiceGrpc.ActionServiceBlockingStub actions() {
        return ActionServiceGrpc.newBlockingStub(channel);
    }

    public ApiKeyServiceGrpc.ApiKeyServiceBlockingStub apiKeys() {
        return ApiKeyServiceGrpc.newBlockingStub(channel);
    }

    public ArtifactServiceGrpc.ArtifactServiceBlockingStub artifacts() {
        return ArtifactServiceGrpc.newBlockingStub(channel);
    }

    public BrowserServiceGrpc.BrowserServiceBlockingStub browsers() {
        return BrowserServiceGrpc.newBlockingStub(channel);
    }

    public DeadLetterServiceGrpc.DeadLetterServiceBlockingStub deadLetters() {
        return DeadLetterServiceGrpc.newBlockingStub(channel);
    }

    public HealthServiceGrpc.HealthServiceBlockingStub health() {
        return HealthServiceGrpc.newBlockingStub(channel);
    }

    public JobServiceGrpc.JobServiceBlockingStub jobs() {
        return JobServiceGrpc.newBlockingStub(channel);
    }

    public ScheduleServiceGrpc.ScheduleServiceBlockingStub schedules() {
        return ScheduleServiceGrpc.newBlockingStub(channel);
    }

    public UrlPolicyServiceGrpc.UrlPolicyServiceBlockingStub urlPolicies() {
        return UrlPolicyServiceGrpc.newBlockingStub(channel);
    }

    public WebhookServiceGrpc.WebhookServiceBlockingStub webhooks() {
        return WebhookServiceGrpc.newBlockingStub(channel);
    }

    public WorkerServiceGrpc.WorkerServiceBlockingStub workers() {
        return WorkerServiceGrpc.newBlockingStub(channel);
    }

    /** The channel, for stubs of other kinds, such as {@code JobServiceGrpc.newFutureStub(client.channel())}. */
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
        String jobId = Tries.answer(CREATE_PATIENCE, () -> jobs().createJob(request)).getJobId();
        try (Stream<JobEvent> events = watch(jobId, 0)) {
            events.forEach(onEvent);
        }
        return Tries.answer(Watch.PATIENCE, () -> jobs().getJob(GetJobRequest.newBuilder().setJobId(jobId).build()));
    }

    /**
     * The job's events after a sequence (0: all), as they happen, to its end: each once, in order, also when the connection
     * breaks and servers are replaced meanwhile. Throws also when nobody has answered for 5 minutes. Who does not read it to
     * its end closes it.
     */
    public Stream<JobEvent> watch(String jobId, int afterSequence) {
        return new Watch(jobs(), jobId, afterSequence).stream();
    }

    /**
     * The bytes of a job's artifact, by its file name, such as {@code screenshot.png}, or its id. {@link #artifacts()} has
     * them piece by piece, for those that are too large for the memory.
     */
    public byte[] download(String jobId, String name) {
        var request = DownloadArtifactRequest.newBuilder().setJobId(jobId).setArtifact(name).build();
        ByteString content = ByteString.EMPTY;
        for (Iterator<HttpBody> pieces = artifacts().downloadArtifact(request); pieces.hasNext(); ) {
            content = content.concat(pieces.next().getData());
        }
        return content.toByteArray();
    }

    /** Ends all calls that still run. */
    @Override
    public void close() {
        channel.shutdownNow();
    }
}
