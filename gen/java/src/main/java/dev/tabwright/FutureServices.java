// Made by `make gen` from the API's descriptor. Do not edit.

package dev.tabwright;

import dev.tabwright.v1.ActionServiceGrpc;
import dev.tabwright.v1.AlertServiceGrpc;
import dev.tabwright.v1.ApiKeyServiceGrpc;
import dev.tabwright.v1.ArtifactServiceGrpc;
import dev.tabwright.v1.AuditServiceGrpc;
import dev.tabwright.v1.AuthServiceGrpc;
import dev.tabwright.v1.BrowserServiceGrpc;
import dev.tabwright.v1.CircuitBreakerServiceGrpc;
import dev.tabwright.v1.DeadLetterServiceGrpc;
import dev.tabwright.v1.ExploreServiceGrpc;
import dev.tabwright.v1.FallbackServiceGrpc;
import dev.tabwright.v1.HealthServiceGrpc;
import dev.tabwright.v1.JobServiceGrpc;
import dev.tabwright.v1.LiveServiceGrpc;
import dev.tabwright.v1.ProfileServiceGrpc;
import dev.tabwright.v1.RenderServiceGrpc;
import dev.tabwright.v1.ScheduleServiceGrpc;
import dev.tabwright.v1.SecretServiceGrpc;
import dev.tabwright.v1.SessionServiceGrpc;
import dev.tabwright.v1.SettingServiceGrpc;
import dev.tabwright.v1.TaskServiceGrpc;
import dev.tabwright.v1.TaskTypeServiceGrpc;
import dev.tabwright.v1.UrlPolicyServiceGrpc;
import dev.tabwright.v1.UserServiceGrpc;
import dev.tabwright.v1.WebhookServiceGrpc;
import dev.tabwright.v1.WorkerServiceGrpc;
import io.grpc.Channel;

/** A stub of each service that answers each call with a ListenableFuture. */
public final class FutureServices {
    private final Channel channel;

    FutureServices(Channel channel) {
        this.channel = channel;
    }

    public ActionServiceGrpc.ActionServiceFutureStub actions() {
        return ActionServiceGrpc.newFutureStub(channel);
    }

    public AlertServiceGrpc.AlertServiceFutureStub alerts() {
        return AlertServiceGrpc.newFutureStub(channel);
    }

    public ApiKeyServiceGrpc.ApiKeyServiceFutureStub apiKeys() {
        return ApiKeyServiceGrpc.newFutureStub(channel);
    }

    public ArtifactServiceGrpc.ArtifactServiceFutureStub artifacts() {
        return ArtifactServiceGrpc.newFutureStub(channel);
    }

    public AuditServiceGrpc.AuditServiceFutureStub audit() {
        return AuditServiceGrpc.newFutureStub(channel);
    }

    public AuthServiceGrpc.AuthServiceFutureStub auths() {
        return AuthServiceGrpc.newFutureStub(channel);
    }

    public BrowserServiceGrpc.BrowserServiceFutureStub browsers() {
        return BrowserServiceGrpc.newFutureStub(channel);
    }

    public CircuitBreakerServiceGrpc.CircuitBreakerServiceFutureStub circuitBreakers() {
        return CircuitBreakerServiceGrpc.newFutureStub(channel);
    }

    public DeadLetterServiceGrpc.DeadLetterServiceFutureStub deadLetters() {
        return DeadLetterServiceGrpc.newFutureStub(channel);
    }

    public ExploreServiceGrpc.ExploreServiceFutureStub explore() {
        return ExploreServiceGrpc.newFutureStub(channel);
    }

    public FallbackServiceGrpc.FallbackServiceFutureStub fallbacks() {
        return FallbackServiceGrpc.newFutureStub(channel);
    }

    public HealthServiceGrpc.HealthServiceFutureStub health() {
        return HealthServiceGrpc.newFutureStub(channel);
    }

    public JobServiceGrpc.JobServiceFutureStub jobs() {
        return JobServiceGrpc.newFutureStub(channel);
    }

    public LiveServiceGrpc.LiveServiceFutureStub lives() {
        return LiveServiceGrpc.newFutureStub(channel);
    }

    public ProfileServiceGrpc.ProfileServiceFutureStub profiles() {
        return ProfileServiceGrpc.newFutureStub(channel);
    }

    public RenderServiceGrpc.RenderServiceFutureStub render() {
        return RenderServiceGrpc.newFutureStub(channel);
    }

    public ScheduleServiceGrpc.ScheduleServiceFutureStub schedules() {
        return ScheduleServiceGrpc.newFutureStub(channel);
    }

    public SecretServiceGrpc.SecretServiceFutureStub secrets() {
        return SecretServiceGrpc.newFutureStub(channel);
    }

    public SessionServiceGrpc.SessionServiceFutureStub sessions() {
        return SessionServiceGrpc.newFutureStub(channel);
    }

    public SettingServiceGrpc.SettingServiceFutureStub settings() {
        return SettingServiceGrpc.newFutureStub(channel);
    }

    public TaskServiceGrpc.TaskServiceFutureStub tasks() {
        return TaskServiceGrpc.newFutureStub(channel);
    }

    public TaskTypeServiceGrpc.TaskTypeServiceFutureStub taskTypes() {
        return TaskTypeServiceGrpc.newFutureStub(channel);
    }

    public UrlPolicyServiceGrpc.UrlPolicyServiceFutureStub urlPolicies() {
        return UrlPolicyServiceGrpc.newFutureStub(channel);
    }

    public UserServiceGrpc.UserServiceFutureStub users() {
        return UserServiceGrpc.newFutureStub(channel);
    }

    public WebhookServiceGrpc.WebhookServiceFutureStub webhooks() {
        return WebhookServiceGrpc.newFutureStub(channel);
    }

    public WorkerServiceGrpc.WorkerServiceFutureStub workers() {
        return WorkerServiceGrpc.newFutureStub(channel);
    }
}
