import com.google.api.HttpBody;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import dev.tabwright.Client;
import dev.tabwright.Problem;
import dev.tabwright.v1.ActionResponse;
import dev.tabwright.v1.ActionServiceGrpc.ActionServiceImplBase;
import dev.tabwright.v1.ArtifactServiceGrpc.ArtifactServiceImplBase;
import dev.tabwright.v1.CreateJobRequest;
import dev.tabwright.v1.CreateJobResponse;
import dev.tabwright.v1.DownloadArtifactRequest;
import dev.tabwright.v1.GetJobRequest;
import dev.tabwright.v1.Job;
import dev.tabwright.v1.JobEvent;
import dev.tabwright.v1.JobServiceGrpc.JobServiceImplBase;
import dev.tabwright.v1.ListJobsRequest;
import dev.tabwright.v1.ListJobsResponse;
import dev.tabwright.v1.VisitRequest;
import dev.tabwright.v1.WatchJobRequest;
import dev.tabwright.v1.WatchJobsRequest;
import dev.tabwright.v1.WatchJobsResponse;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What tests/sdk/test_java.py asks: each method is a rule of the client about a server with faults. */
final class Faults {
    private static final RuntimeException NEVER = new RuntimeException("the stream goes on");

    /** A server whose answers each rule gives. */
    private static final class Jobs extends JobServiceImplBase {
        final List<String> cursors = new ArrayList<>();
        final Deque<RuntimeException> breaks = new ArrayDeque<>();
        final List<CreateJobRequest> created = new ArrayList<>();
        final List<Integer> watched = new ArrayList<>();
        final Deque<RuntimeException> failures = new ArrayDeque<>();
        final Deque<Answer> streams = new ArrayDeque<>();

        @Override
        public void createJob(CreateJobRequest request, StreamObserver<CreateJobResponse> answer) {
            created.add(request);
            if (failures.isEmpty()) {
                answer.onNext(CreateJobResponse.newBuilder().setJobId("the job").build());
                answer.onCompleted();
            } else {
                answer.onError(failures.pop());
            }
        }

        @Override
        public void getJob(GetJobRequest request, StreamObserver<Job> answer) {
            answer.onNext(Job.newBuilder().setId(request.getJobId()).setStatus(Job.Status.failed).build());
            answer.onCompleted();
        }

        @Override
        public void listJobs(ListJobsRequest request, StreamObserver<ListJobsResponse> answer) {
            answerPage(request, answer);
        }

        @Override
        public void watchJobs(WatchJobsRequest request, StreamObserver<WatchJobsResponse> answer) {
            cursors.add(request.getCursor());
            answer.onNext(WatchJobsResponse.newBuilder().setCursor(request.getCursor() + "+").build());
            RuntimeException end = breaks.pop();
            if (end != NEVER) {
                answer.onError(end);
            }
        }

        @Override
        public void watchJob(WatchJobRequest request, StreamObserver<JobEvent> answer) {
            watched.add(request.getAfterSequence());
            Answer next = streams.pop();
            next.sequences.forEach(sequence -> answer.onNext(JobEvent.newBuilder().setSequence(sequence).build()));
            if (next.end == null) {
                answer.onCompleted();
            } else {
                answer.onError(next.end);
            }
        }
    }

    /** Three jobs, on pages of two. */
    private static void answerPage(ListJobsRequest request, StreamObserver<ListJobsResponse> answer) {
        var page = ListJobsResponse.newBuilder();
        if (request.getPageToken().isEmpty()) {
            page.addData(Job.newBuilder().setId("1")).addData(Job.newBuilder().setId("2")).setNextPageToken("after 2");
        } else if (request.getPageToken().equals("after 2") && request.getPage() == 0 && request.getLimit() == 2) {
            page.addData(Job.newBuilder().setId("3"));
        }
        answer.onNext(page.build());
        answer.onCompleted();
    }

    /** Artifacts of two pieces, of which the second does not come at the first time. */
    private static final class Artifacts extends ArtifactServiceImplBase {
        private int calls;

        @Override
        public void downloadArtifact(DownloadArtifactRequest request, StreamObserver<HttpBody> answer) {
            answer.onNext(HttpBody.newBuilder().setData(ByteString.copyFromUtf8("half ")).build());
            if (request.getArtifact().equals("none")) {
                answer.onError(failure(Status.Code.NOT_FOUND, "ARTIFACT_NOT_FOUND"));
            } else if (++calls % 2 == 1) {
                answer.onError(status(Status.Code.UNAVAILABLE));
            } else {
                answer.onNext(HttpBody.newBuilder().setData(ByteString.copyFromUtf8("and half")).build());
                answer.onCompleted();
            }
        }
    }

    /** What one call of WatchJob gets. */
    private record Answer(List<Integer> sequences, RuntimeException end) {}

    private static final class Actions extends ActionServiceImplBase {
        private long allowedMs;

        @Override
        public void visit(VisitRequest request, StreamObserver<ActionResponse> answer) {
            allowedMs = Context.current().getDeadline().timeRemaining(TimeUnit.MILLISECONDS);
            answer.onNext(ActionResponse.getDefaultInstance());
            answer.onCompleted();
        }
    }

    private final Jobs jobs = new Jobs();
    private final Actions actions = new Actions();

    public static void main(String[] arguments) throws Exception {
        with(Faults::aBrokenWatchGoesOnAfterTheLastEvent);
        with(Faults::aWatchEndsWithAnErrorThatTryingAgainWouldNotMend);
        with(Faults::runRepeatsTheSameRequestUntilItIsAnswered);
        with(Faults::aCreateByItselfIsNotRepeated);
        with(Faults::aCallHasADeadline);
        with(Faults::aBrokenWatchOfAllJobsGoesOnAfterTheLastCursor);
        with(Faults::aListHasTheItemsOfAllItsPages);
        with(Faults::aDownloadIsWholeOrNotThere);
        with(Faults::aDownloadReplacesNoPipeAndNoLink);
        aProblemCanBeReadOfAnything();
        aKeyThatCannotBeSentIsRefused();
        with(Faults::futuresAndObserversAreThere);
        with(Faults::aClosedClientEndsItsCallsAndRefusesOthers);
    }

    private void aBrokenWatchOfAllJobsGoesOnAfterTheLastCursor(Client client) {
        jobs.breaks.add(status(Status.Code.UNAVAILABLE));
        jobs.breaks.add(failure(Status.Code.ABORTED, "READER_TOO_SLOW"));
        jobs.breaks.add(failure(Status.Code.OUT_OF_RANGE, "CURSOR_EXPIRED"));
        List<String> told = new ArrayList<>();
        try (Stream<WatchJobsResponse> messages = client.watchJobs(WatchJobsRequest.getDefaultInstance())) {
            messages.forEach(message -> told.add(message.getCursor()));
            throw new AssertionError("the watch has ended well");
        } catch (StatusRuntimeException error) {
            same("CURSOR_EXPIRED", Problem.of(error).reason());
        }
        same(List.of("+", "++", "+++"), told);
        same(List.of("", "+", "++"), jobs.cursors);
    }

    private void aListHasTheItemsOfAllItsPages(Client client) {
        var request = ListJobsRequest.newBuilder().setLimit(2).setPage(1).build();
        Stream<Job> listed = client.listAll(client.jobs()::listJobs, request, ListJobsResponse::getDataList);
        same(List.of("1", "2", "3"), listed.map(Job::getId).toList());
    }

    private void aDownloadIsWholeOrNotThere(Client client) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(""), "downloads");
        Path file = Files.writeString(folder.resolve("file"), "older");
        client.downloadTo("the job", "file", file, StandardCopyOption.REPLACE_EXISTING);
        same("half and half", Files.readString(file));
        same("half and half", new String(client.download("the job", "file"), StandardCharsets.UTF_8));
        try {
            client.downloadTo("the job", "file", file);
            throw new AssertionError("the file was replaced");
        } catch (FileAlreadyExistsException expected) {
            same(file.toString(), expected.getFile());
        }
        try {
            client.downloadTo("the job", "none", folder.resolve("none"));
            throw new AssertionError("there was nothing to write");
        } catch (StatusRuntimeException error) {
            same("ARTIFACT_NOT_FOUND", Problem.of(error).reason());
        }
        try {
            client.downloadTo("the job", "file", folder.resolve("nowhere").resolve("file"));
            throw new AssertionError("there was nowhere to write");
        } catch (NoSuchFileException expected) {
            same(List.of(file), Files.list(folder).toList());
        }
        client.downloadTo("the job", "file", folder.resolve("x".repeat(255)));
    }

    private void aDownloadReplacesNoPipeAndNoLink(Client client) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(""), "downloads");
        Path pipe = folder.resolve("pipe");
        same(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Path file = Files.writeString(folder.resolve("file"), "older");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("missing"));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        for (Path taken : List.of(pipe, empty)) {
            try {
                client.downloadTo("the job", "file", taken, StandardCopyOption.REPLACE_EXISTING);
                throw new AssertionError("it was replaced: " + taken);
            } catch (FileAlreadyExistsException expected) {
                same(false, Files.isRegularFile(taken));
            }
        }
        try {
            client.downloadTo("the job", "file", link);
            throw new AssertionError("the link was replaced");
        } catch (FileAlreadyExistsException expected) {
            same("older", Files.readString(file));
        }
        for (Path path : List.of(link, dangling)) {
            client.downloadTo("the job", "file", path, StandardCopyOption.REPLACE_EXISTING);
            same("half and half", Files.readString(path));
            same(true, Files.isSymbolicLink(path));
        }
        same(6L, Files.list(folder).count());
    }

    private static void aProblemCanBeReadOfAnything() {
        Problem other = Problem.of(new IllegalStateException("the disk is full"));
        same(List.of(Status.Code.UNKNOWN, "the disk is full", ""), List.of(other.code(), other.message(), other.reason()));
        same("java.lang.IllegalStateException", Problem.of(new IllegalStateException()).message());
        Problem wrapped = Problem.of(new IllegalStateException("wrapped", failure(Status.Code.NOT_FOUND, "JOB_NOT_FOUND")));
        same(List.of(Status.Code.NOT_FOUND, "JOB_NOT_FOUND"), List.of(wrapped.code(), wrapped.reason()));
        Problem none = Problem.of(null);
        same(List.of(Status.Code.OK, "", ""), List.of(none.code(), none.message(), none.reason()));
    }

    private static void aKeyThatCannotBeSentIsRefused() {
        for (String key : List.of("two\nlines", "line\n", "cl\u00e9", "nul\0")) {
            try {
                Client.connect("127.0.0.1:9", key).close();
                throw new AssertionError("the key was taken");
            } catch (IllegalArgumentException refusal) {
                same("the API key must be printable ASCII, without line breaks", refusal.getMessage());
            }
        }
    }

    private void futuresAndObserversAreThere(Client client) throws Exception {
        same("the job", client.futures().jobs().createJob(CreateJobRequest.getDefaultInstance()).get().getJobId());
        var answer = new CompletableFuture<CreateJobResponse>();
        client.async().jobs().createJob(CreateJobRequest.getDefaultInstance(), new StreamObserver<>() {
            @Override
            public void onNext(CreateJobResponse created) {
                answer.complete(created);
            }

            @Override
            public void onError(Throwable error) {
                answer.completeExceptionally(error);
            }

            @Override
            public void onCompleted() {}
        });
        same("the job", answer.get().getJobId());
    }

    private void aClosedClientEndsItsCallsAndRefusesOthers(Client client) {
        jobs.breaks.add(NEVER);
        List<Runnable> calls = List.of(
                () -> client.watchJobs(WatchJobsRequest.getDefaultInstance()).forEach(message -> client.close()),
                () -> client.watchJobs(WatchJobsRequest.getDefaultInstance()).findFirst(),
                () -> client.watch("the job", 0).findFirst(),
                () -> client.run(CreateJobRequest.getDefaultInstance()),
                () -> client.download("the job", "file"),
                () -> client.jobs().listJobs(ListJobsRequest.getDefaultInstance()));
        for (Runnable call : calls) {
            try {
                call.run();
                throw new AssertionError("the call has ended well");
            } catch (StatusRuntimeException error) {
                same(Status.Code.CANCELLED, Problem.of(error).code());
            }
        }
        same(List.of(""), jobs.cursors);
    }

    private void aBrokenWatchGoesOnAfterTheLastEvent(Client client) {
        jobs.streams.add(new Answer(List.of(1, 2), status(Status.Code.INTERNAL)));
        jobs.streams.add(new Answer(List.of(), failure(Status.Code.UNAVAILABLE, "SERVER_STOPPING")));
        jobs.streams.add(new Answer(List.of(3), failure(Status.Code.ABORTED, "READER_TOO_SLOW")));
        jobs.streams.add(new Answer(List.of(4), null));
        try (Stream<JobEvent> events = client.watch("the job", 0)) {
            same(List.of(1, 2, 3, 4), events.map(JobEvent::getSequence).toList());
        }
        same(List.of(0, 2, 2, 3), jobs.watched);
    }

    private void aWatchEndsWithAnErrorThatTryingAgainWouldNotMend(Client client) {
        for (String reason : Arrays.asList("JOB_NOT_FOUND", "INTERNAL")) {
            Status.Code code = reason.equals("INTERNAL") ? Status.Code.INTERNAL : Status.Code.NOT_FOUND;
            jobs.streams.add(new Answer(List.of(1), failure(code, reason)));
            List<Integer> sequences = new ArrayList<>();
            try (Stream<JobEvent> events = client.watch("the job", 0)) {
                events.forEach(event -> sequences.add(event.getSequence()));
                throw new AssertionError("the watch has ended well");
            } catch (StatusRuntimeException error) {
                same(reason, Problem.of(error).reason());
            }
            same(List.of(1), sequences);
        }
    }

    private void runRepeatsTheSameRequestUntilItIsAnswered(Client client) {
        jobs.failures.add(status(Status.Code.UNAVAILABLE));
        jobs.failures.add(status(Status.Code.INTERNAL));
        jobs.streams.add(new Answer(List.of(1, 2), null));
        List<Integer> told = new ArrayList<>();
        Job job = client.run(CreateJobRequest.getDefaultInstance(), event -> told.add(event.getSequence()));
        same(Job.Status.failed, job.getStatus());
        same(List.of(1, 2), told);
        same(3, jobs.created.size());
        same(1L, jobs.created.stream().map(CreateJobRequest::getRequestId).distinct().count());
        same(false, jobs.created.get(0).getRequestId().isEmpty());
    }

    private void aCreateByItselfIsNotRepeated(Client client) {
        jobs.failures.add(status(Status.Code.UNAVAILABLE));
        try {
            client.jobs().createJob(CreateJobRequest.getDefaultInstance());
            throw new AssertionError("the call was answered");
        } catch (StatusRuntimeException error) {
            same(Status.Code.UNAVAILABLE, Problem.of(error).code());
        }
        same(1, jobs.created.size());
    }

    private void aCallHasADeadline(Client client) {
        client.actions().visit(VisitRequest.getDefaultInstance());
        same(true, actions.allowedMs > 300_000 && actions.allowedMs <= 330_000);
    }

    private interface Rule {
        void hold(Faults faults, Client client) throws Exception;
    }

    private static void with(Rule rule) throws Exception {
        Faults faults = new Faults();
        Server server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(faults.jobs)
                .addService(faults.actions)
                .addService(new Artifacts())
                .build()
                .start();
        try (Client client = Client.connect("127.0.0.1:" + server.getPort(), "the key")) {
            rule.hold(faults, client);
        } finally {
            server.shutdownNow().awaitTermination();
        }
    }

    private static StatusRuntimeException status(Status.Code code) {
        return code.toStatus().asRuntimeException();
    }

    private static StatusRuntimeException failure(Status.Code code, String reason) {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .addDetails(Any.pack(ErrorInfo.newBuilder().setReason(reason).setDomain("tabwright.dev").build()))
                .build());
    }

    private static void same(Object expected, Object got) {
        if (!expected.equals(got)) {
            throw new AssertionError("expected " + expected + ", got " + got);
        }
    }
}
