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

/** A stub of each service that answers each call with a StreamObserver, streams too. */
public final class AsyncServices {
    private final Channel channel;

    AsyncServices(Channel channel) {
        this.channel = channel;
    }

    public ActionServiceGrpc.ActionServiceStub actions() {
        return ActionServiceGrpc.newStub(channel);
    }

    public AlertServiceGrpc.AlertServiceStub alerts() {
        return AlertServiceGrpc.newStub(channel);
    }

    public ApiKeyServiceGrpc.ApiKeyServiceStub apiKeys() {
        return ApiKeyServiceGrpc.newStub(channel);
    }

    public ArtifactServiceGrpc.ArtifactServiceStub artifacts() {
        return ArtifactServiceGrpc.newStub(channel);
    }

    public AuditServiceGrpc.AuditServiceStub audit() {
        return AuditServiceGrpc.newStub(channel);
    }

    public AuthServiceGrpc.AuthServiceStub auths() {
        return AuthServiceGrpc.newStub(channel);
    }

    public BrowserServiceGrpc.BrowserServiceStub browsers() {
        return BrowserServiceGrpc.newStub(channel);
    }

    public CircuitBreakerServiceGrpc.CircuitBreakerServiceStub circuitBreakers() {
        return CircuitBreakerServiceGrpc.newStub(channel);
    }

    public DeadLetterServiceGrpc.DeadLetterServiceStub deadLetters() {
        return DeadLetterServiceGrpc.newStub(channel);
    }

    public ExploreServiceGrpc.ExploreServiceStub explore() {
        return ExploreServiceGrpc.newStub(channel);
    }

    public FallbackServiceGrpc.FallbackServiceStub fallbacks() {
        return FallbackServiceGrpc.newStub(channel);
    }

    public HealthServiceGrpc.HealthServiceStub health() {
        return HealthServiceGrpc.newStub(channel);
    }

    public JobServiceGrpc.JobServiceStub jobs() {
        return JobServiceGrpc.newStub(channel);
    }

    public LiveServiceGrpc.LiveServiceStub lives() {
        return LiveServiceGrpc.newStub(channel);
    }

    public ProfileServiceGrpc.ProfileServiceStub profiles() {
        return ProfileServiceGrpc.newStub(channel);
    }

    public RenderServiceGrpc.RenderServiceStub render() {
        return RenderServiceGrpc.newStub(channel);
    }

    public ScheduleServiceGrpc.ScheduleServiceStub schedules() {
        return ScheduleServiceGrpc.newStub(channel);
    }

    public SecretServiceGrpc.SecretServiceStub secrets() {
        return SecretServiceGrpc.newStub(channel);
    }

    public SessionServiceGrpc.SessionServiceStub sessions() {
        return SessionServiceGrpc.newStub(channel);
    }

    public SettingServiceGrpc.SettingServiceStub settings() {
        return SettingServiceGrpc.newStub(channel);
    }

    public TaskServiceGrpc.TaskServiceStub tasks() {
        return TaskServiceGrpc.newStub(channel);
    }

    public TaskTypeServiceGrpc.TaskTypeServiceStub taskTypes() {
        return TaskTypeServiceGrpc.newStub(channel);
    }

    public UrlPolicyServiceGrpc.UrlPolicyServiceStub urlPolicies() {
        return UrlPolicyServiceGrpc.newStub(channel);
    }

    public UserServiceGrpc.UserServiceStub users() {
        return UserServiceGrpc.newStub(channel);
    }

    public WebhookServiceGrpc.WebhookServiceStub webhooks() {
        return WebhookServiceGrpc.newStub(channel);
    }

    public WorkerServiceGrpc.WorkerServiceStub workers() {
        return WorkerServiceGrpc.newStub(channel);
    }
}
