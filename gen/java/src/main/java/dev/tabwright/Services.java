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
import io.grpc.ServiceDescriptor;
import java.util.List;

/** A blocking stub of each service. */
public abstract class Services {
    static final List<ServiceDescriptor> DESCRIPTORS = List.of(
            ActionServiceGrpc.getServiceDescriptor(),
            AlertServiceGrpc.getServiceDescriptor(),
            ApiKeyServiceGrpc.getServiceDescriptor(),
            ArtifactServiceGrpc.getServiceDescriptor(),
            AuditServiceGrpc.getServiceDescriptor(),
            AuthServiceGrpc.getServiceDescriptor(),
            BrowserServiceGrpc.getServiceDescriptor(),
            CircuitBreakerServiceGrpc.getServiceDescriptor(),
            DeadLetterServiceGrpc.getServiceDescriptor(),
            ExploreServiceGrpc.getServiceDescriptor(),
            FallbackServiceGrpc.getServiceDescriptor(),
            HealthServiceGrpc.getServiceDescriptor(),
            JobServiceGrpc.getServiceDescriptor(),
            LiveServiceGrpc.getServiceDescriptor(),
            ProfileServiceGrpc.getServiceDescriptor(),
            RenderServiceGrpc.getServiceDescriptor(),
            ScheduleServiceGrpc.getServiceDescriptor(),
            SecretServiceGrpc.getServiceDescriptor(),
            SessionServiceGrpc.getServiceDescriptor(),
            SettingServiceGrpc.getServiceDescriptor(),
            TaskServiceGrpc.getServiceDescriptor(),
            TaskTypeServiceGrpc.getServiceDescriptor(),
            UrlPolicyServiceGrpc.getServiceDescriptor(),
            UserServiceGrpc.getServiceDescriptor(),
            WebhookServiceGrpc.getServiceDescriptor(),
            WorkerServiceGrpc.getServiceDescriptor());

    private final Channel channel;

    Services(Channel channel) {
        this.channel = channel;
    }

    public ActionServiceGrpc.ActionServiceBlockingStub actions() {
        return ActionServiceGrpc.newBlockingStub(channel);
    }

    public AlertServiceGrpc.AlertServiceBlockingStub alerts() {
        return AlertServiceGrpc.newBlockingStub(channel);
    }

    public ApiKeyServiceGrpc.ApiKeyServiceBlockingStub apiKeys() {
        return ApiKeyServiceGrpc.newBlockingStub(channel);
    }

    public ArtifactServiceGrpc.ArtifactServiceBlockingStub artifacts() {
        return ArtifactServiceGrpc.newBlockingStub(channel);
    }

    public AuditServiceGrpc.AuditServiceBlockingStub audit() {
        return AuditServiceGrpc.newBlockingStub(channel);
    }

    public AuthServiceGrpc.AuthServiceBlockingStub auths() {
        return AuthServiceGrpc.newBlockingStub(channel);
    }

    public BrowserServiceGrpc.BrowserServiceBlockingStub browsers() {
        return BrowserServiceGrpc.newBlockingStub(channel);
    }

    public CircuitBreakerServiceGrpc.CircuitBreakerServiceBlockingStub circuitBreakers() {
        return CircuitBreakerServiceGrpc.newBlockingStub(channel);
    }

    public DeadLetterServiceGrpc.DeadLetterServiceBlockingStub deadLetters() {
        return DeadLetterServiceGrpc.newBlockingStub(channel);
    }

    public ExploreServiceGrpc.ExploreServiceBlockingStub explore() {
        return ExploreServiceGrpc.newBlockingStub(channel);
    }

    public FallbackServiceGrpc.FallbackServiceBlockingStub fallbacks() {
        return FallbackServiceGrpc.newBlockingStub(channel);
    }

    public HealthServiceGrpc.HealthServiceBlockingStub health() {
        return HealthServiceGrpc.newBlockingStub(channel);
    }

    public JobServiceGrpc.JobServiceBlockingStub jobs() {
        return JobServiceGrpc.newBlockingStub(channel);
    }

    public LiveServiceGrpc.LiveServiceBlockingStub lives() {
        return LiveServiceGrpc.newBlockingStub(channel);
    }

    public ProfileServiceGrpc.ProfileServiceBlockingStub profiles() {
        return ProfileServiceGrpc.newBlockingStub(channel);
    }

    public RenderServiceGrpc.RenderServiceBlockingStub render() {
        return RenderServiceGrpc.newBlockingStub(channel);
    }

    public ScheduleServiceGrpc.ScheduleServiceBlockingStub schedules() {
        return ScheduleServiceGrpc.newBlockingStub(channel);
    }

    public SecretServiceGrpc.SecretServiceBlockingStub secrets() {
        return SecretServiceGrpc.newBlockingStub(channel);
    }

    public SessionServiceGrpc.SessionServiceBlockingStub sessions() {
        return SessionServiceGrpc.newBlockingStub(channel);
    }

    public SettingServiceGrpc.SettingServiceBlockingStub settings() {
        return SettingServiceGrpc.newBlockingStub(channel);
    }

    public TaskServiceGrpc.TaskServiceBlockingStub tasks() {
        return TaskServiceGrpc.newBlockingStub(channel);
    }

    public TaskTypeServiceGrpc.TaskTypeServiceBlockingStub taskTypes() {
        return TaskTypeServiceGrpc.newBlockingStub(channel);
    }

    public UrlPolicyServiceGrpc.UrlPolicyServiceBlockingStub urlPolicies() {
        return UrlPolicyServiceGrpc.newBlockingStub(channel);
    }

    public UserServiceGrpc.UserServiceBlockingStub users() {
        return UserServiceGrpc.newBlockingStub(channel);
    }

    public WebhookServiceGrpc.WebhookServiceBlockingStub webhooks() {
        return WebhookServiceGrpc.newBlockingStub(channel);
    }

    public WorkerServiceGrpc.WorkerServiceBlockingStub workers() {
        return WorkerServiceGrpc.newBlockingStub(channel);
    }
}
