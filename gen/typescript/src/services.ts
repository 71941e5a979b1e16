// Made by `make gen` from the API's descriptor. Do not edit.

import { createClient, type Transport } from "@connectrpc/connect";
import { ActionService } from "./gen/tabwright/v1/action_service_pb.js";
import { AlertService } from "./gen/tabwright/v1/alert_service_pb.js";
import { ApiKeyService } from "./gen/tabwright/v1/api_key_service_pb.js";
import { ArtifactService } from "./gen/tabwright/v1/artifact_service_pb.js";
import { AuditService } from "./gen/tabwright/v1/audit_service_pb.js";
import { AuthService } from "./gen/tabwright/v1/auth_service_pb.js";
import { BrowserService } from "./gen/tabwright/v1/browser_service_pb.js";
import { CircuitBreakerService } from "./gen/tabwright/v1/circuit_breaker_service_pb.js";
import { DeadLetterService } from "./gen/tabwright/v1/dead_letter_service_pb.js";
import { ExploreService } from "./gen/tabwright/v1/explore_service_pb.js";
import { FallbackService } from "./gen/tabwright/v1/fallback_service_pb.js";
import { HealthService } from "./gen/tabwright/v1/health_service_pb.js";
import { JobService } from "./gen/tabwright/v1/job_service_pb.js";
import { LiveService } from "./gen/tabwright/v1/live_service_pb.js";
import { ProfileService } from "./gen/tabwright/v1/profile_service_pb.js";
import { RenderService } from "./gen/tabwright/v1/render_service_pb.js";
import { ScheduleService } from "./gen/tabwright/v1/schedule_service_pb.js";
import { SecretService } from "./gen/tabwright/v1/secret_service_pb.js";
import { SessionService } from "./gen/tabwright/v1/session_service_pb.js";
import { SettingService } from "./gen/tabwright/v1/setting_service_pb.js";
import { TaskService } from "./gen/tabwright/v1/task_service_pb.js";
import { TaskTypeService } from "./gen/tabwright/v1/task_type_service_pb.js";
import { UrlPolicyService } from "./gen/tabwright/v1/url_policy_service_pb.js";
import { UserService } from "./gen/tabwright/v1/user_service_pb.js";
import { WebhookService } from "./gen/tabwright/v1/webhook_service_pb.js";
import { WorkerService } from "./gen/tabwright/v1/worker_service_pb.js";

/** A client of each service. */
export class Services {
  readonly actions;
  readonly alerts;
  readonly apiKeys;
  readonly artifacts;
  readonly audit;
  readonly auths;
  readonly browsers;
  readonly circuitBreakers;
  readonly deadLetters;
  readonly explore;
  readonly fallbacks;
  readonly health;
  readonly jobs;
  readonly lives;
  readonly profiles;
  readonly render;
  readonly schedules;
  readonly secrets;
  readonly sessions;
  readonly settings;
  readonly tasks;
  readonly taskTypes;
  readonly urlPolicies;
  readonly users;
  readonly webhooks;
  readonly workers;

  constructor(transport: Transport) {
    this.actions = createClient(ActionService, transport);
    this.alerts = createClient(AlertService, transport);
    this.apiKeys = createClient(ApiKeyService, transport);
    this.artifacts = createClient(ArtifactService, transport);
    this.audit = createClient(AuditService, transport);
    this.auths = createClient(AuthService, transport);
    this.browsers = createClient(BrowserService, transport);
    this.circuitBreakers = createClient(CircuitBreakerService, transport);
    this.deadLetters = createClient(DeadLetterService, transport);
    this.explore = createClient(ExploreService, transport);
    this.fallbacks = createClient(FallbackService, transport);
    this.health = createClient(HealthService, transport);
    this.jobs = createClient(JobService, transport);
    this.lives = createClient(LiveService, transport);
    this.profiles = createClient(ProfileService, transport);
    this.render = createClient(RenderService, transport);
    this.schedules = createClient(ScheduleService, transport);
    this.secrets = createClient(SecretService, transport);
    this.sessions = createClient(SessionService, transport);
    this.settings = createClient(SettingService, transport);
    this.tasks = createClient(TaskService, transport);
    this.taskTypes = createClient(TaskTypeService, transport);
    this.urlPolicies = createClient(UrlPolicyService, transport);
    this.users = createClient(UserService, transport);
    this.webhooks = createClient(WebhookService, transport);
    this.workers = createClient(WorkerService, transport);
  }
}
