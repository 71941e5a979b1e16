import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import dev.tabwright.Client;
import dev.tabwright.Problem;
import dev.tabwright.v1.ActionResponse;
import dev.tabwright.v1.ActionServiceGrpc.ActionServiceImplBase;
import dev.tabwright.v1.CreateJobRequest;
import dev.tabwright.v1.CreateJobResponse;
import dev.tabwright.v1.GetJobRequest;
import dev.tabwright.v1.Job;
import dev.tabwright.v1.JobEvent;
import dev.tabwright.v1.JobServiceGrpc.JobServiceImplBase;
import dev.tabwright.v1.VisitRequest;
import dev.tabwright.v1.WatchJobRequest;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What tests/sdk/test_java.py asks: each method is a rule of the client about a server with faults. */
final class Faults {
    /** A server whose answers each rule gives. */
    private static final class Jobs extends JobServiceImplBase {
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
        void hold(Faults faults, Client client);
    }

    private static void with(Rule rule) throws Exception {
        Faults faults = new Faults();
        Server server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(faults.jobs)
                .addService(faults.actions)
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
