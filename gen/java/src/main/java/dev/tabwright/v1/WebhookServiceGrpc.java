package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Notifications about jobs and alerts, and their deliveries. docs/webhooks.md describes what receivers get and how they verify it.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class WebhookServiceGrpc {

  private WebhookServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.WebhookService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListWebhooksRequest,
      dev.tabwright.v1.ListWebhooksResponse> getListWebhooksMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListWebhooks",
      requestType = dev.tabwright.v1.ListWebhooksRequest.class,
      responseType = dev.tabwright.v1.ListWebhooksResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListWebhooksRequest,
      dev.tabwright.v1.ListWebhooksResponse> getListWebhooksMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListWebhooksRequest, dev.tabwright.v1.ListWebhooksResponse> getListWebhooksMethod;
    if ((getListWebhooksMethod = WebhookServiceGrpc.getListWebhooksMethod) == null) {
      synchronized (WebhookServiceGrpc.class) {
        if ((getListWebhooksMethod = WebhookServiceGrpc.getListWebhooksMethod) == null) {
          WebhookServiceGrpc.getListWebhooksMethod = getListWebhooksMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListWebhooksRequest, dev.tabwright.v1.ListWebhooksResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListWebhooks"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListWebhooksRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListWebhooksResponse.getDefaultInstance()))
              .setSchemaDescriptor(new WebhookServiceMethodDescriptorSupplier("ListWebhooks"))
              .build();
        }
      }
    }
    return getListWebhooksMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetWebhookRequest,
      dev.tabwright.v1.Webhook> getGetWebhookMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetWebhook",
      requestType = dev.tabwright.v1.GetWebhookRequest.class,
      responseType = dev.tabwright.v1.Webhook.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetWebhookRequest,
      dev.tabwright.v1.Webhook> getGetWebhookMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetWebhookRequest, dev.tabwright.v1.Webhook> getGetWebhookMethod;
    if ((getGetWebhookMethod = WebhookServiceGrpc.getGetWebhookMethod) == null) {
      synchronized (WebhookServiceGrpc.class) {
        if ((getGetWebhookMethod = WebhookServiceGrpc.getGetWebhookMethod) == null) {
          WebhookServiceGrpc.getGetWebhookMethod = getGetWebhookMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetWebhookRequest, dev.tabwright.v1.Webhook>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetWebhook"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetWebhookRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Webhook.getDefaultInstance()))
              .setSchemaDescriptor(new WebhookServiceMethodDescriptorSupplier("GetWebhook"))
              .build();
        }
      }
    }
    return getGetWebhookMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CreateWebhookRequest,
      dev.tabwright.v1.CreateWebhookResponse> getCreateWebhookMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateWebhook",
      requestType = dev.tabwright.v1.CreateWebhookRequest.class,
      responseType = dev.tabwright.v1.CreateWebhookResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CreateWebhookRequest,
      dev.tabwright.v1.CreateWebhookResponse> getCreateWebhookMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CreateWebhookRequest, dev.tabwright.v1.CreateWebhookResponse> getCreateWebhookMethod;
    if ((getCreateWebhookMethod = WebhookServiceGrpc.getCreateWebhookMethod) == null) {
      synchronized (WebhookServiceGrpc.class) {
        if ((getCreateWebhookMethod = WebhookServiceGrpc.getCreateWebhookMethod) == null) {
          WebhookServiceGrpc.getCreateWebhookMethod = getCreateWebhookMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CreateWebhookRequest, dev.tabwright.v1.CreateWebhookResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateWebhook"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateWebhookRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateWebhookResponse.getDefaultInstance()))
              .setSchemaDescriptor(new WebhookServiceMethodDescriptorSupplier("CreateWebhook"))
              .build();
        }
      }
    }
    return getCreateWebhookMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateWebhookRequest,
      dev.tabwright.v1.Webhook> getUpdateWebhookMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateWebhook",
      requestType = dev.tabwright.v1.UpdateWebhookRequest.class,
      responseType = dev.tabwright.v1.Webhook.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateWebhookRequest,
      dev.tabwright.v1.Webhook> getUpdateWebhookMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateWebhookRequest, dev.tabwright.v1.Webhook> getUpdateWebhookMethod;
    if ((getUpdateWebhookMethod = WebhookServiceGrpc.getUpdateWebhookMethod) == null) {
      synchronized (WebhookServiceGrpc.class) {
        if ((getUpdateWebhookMethod = WebhookServiceGrpc.getUpdateWebhookMethod) == null) {
          WebhookServiceGrpc.getUpdateWebhookMethod = getUpdateWebhookMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.UpdateWebhookRequest, dev.tabwright.v1.Webhook>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateWebhook"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.UpdateWebhookRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Webhook.getDefaultInstance()))
              .setSchemaDescriptor(new WebhookServiceMethodDescriptorSupplier("UpdateWebhook"))
              .build();
        }
      }
    }
    return getUpdateWebhookMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteWebhookRequest,
      com.google.protobuf.Empty> getDeleteWebhookMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteWebhook",
      requestType = dev.tabwright.v1.DeleteWebhookRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteWebhookRequest,
      com.google.protobuf.Empty> getDeleteWebhookMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteWebhookRequest, com.google.protobuf.Empty> getDeleteWebhookMethod;
    if ((getDeleteWebhookMethod = WebhookServiceGrpc.getDeleteWebhookMethod) == null) {
      synchronized (WebhookServiceGrpc.class) {
        if ((getDeleteWebhookMethod = WebhookServiceGrpc.getDeleteWebhookMethod) == null) {
          WebhookServiceGrpc.getDeleteWebhookMethod = getDeleteWebhookMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.DeleteWebhookRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteWebhook"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.DeleteWebhookRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new WebhookServiceMethodDescriptorSupplier("DeleteWebhook"))
              .build();
        }
      }
    }
    return getDeleteWebhookMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.RotateWebhookSecretRequest,
      dev.tabwright.v1.WebhookSecret> getRotateWebhookSecretMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RotateWebhookSecret",
      requestType = dev.tabwright.v1.RotateWebhookSecretRequest.class,
      responseType = dev.tabwright.v1.WebhookSecret.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.RotateWebhookSecretRequest,
      dev.tabwright.v1.WebhookSecret> getRotateWebhookSecretMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.RotateWebhookSecretRequest, dev.tabwright.v1.WebhookSecret> getRotateWebhookSecretMethod;
    if ((getRotateWebhookSecretMethod = WebhookServiceGrpc.getRotateWebhookSecretMethod) == null) {
      synchronized (WebhookServiceGrpc.class) {
        if ((getRotateWebhookSecretMethod = WebhookServiceGrpc.getRotateWebhookSecretMethod) == null) {
          WebhookServiceGrpc.getRotateWebhookSecretMethod = getRotateWebhookSecretMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.RotateWebhookSecretRequest, dev.tabwright.v1.WebhookSecret>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RotateWebhookSecret"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.RotateWebhookSecretRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.WebhookSecret.getDefaultInstance()))
              .setSchemaDescriptor(new WebhookServiceMethodDescriptorSupplier("RotateWebhookSecret"))
              .build();
        }
      }
    }
    return getRotateWebhookSecretMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListWebhookDeliveriesRequest,
      dev.tabwright.v1.ListWebhookDeliveriesResponse> getListWebhookDeliveriesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListWebhookDeliveries",
      requestType = dev.tabwright.v1.ListWebhookDeliveriesRequest.class,
      responseType = dev.tabwright.v1.ListWebhookDeliveriesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListWebhookDeliveriesRequest,
      dev.tabwright.v1.ListWebhookDeliveriesResponse> getListWebhookDeliveriesMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListWebhookDeliveriesRequest, dev.tabwright.v1.ListWebhookDeliveriesResponse> getListWebhookDeliveriesMethod;
    if ((getListWebhookDeliveriesMethod = WebhookServiceGrpc.getListWebhookDeliveriesMethod) == null) {
      synchronized (WebhookServiceGrpc.class) {
        if ((getListWebhookDeliveriesMethod = WebhookServiceGrpc.getListWebhookDeliveriesMethod) == null) {
          WebhookServiceGrpc.getListWebhookDeliveriesMethod = getListWebhookDeliveriesMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListWebhookDeliveriesRequest, dev.tabwright.v1.ListWebhookDeliveriesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListWebhookDeliveries"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListWebhookDeliveriesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListWebhookDeliveriesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new WebhookServiceMethodDescriptorSupplier("ListWebhookDeliveries"))
              .build();
        }
      }
    }
    return getListWebhookDeliveriesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetWebhookDeliveryRequest,
      dev.tabwright.v1.WebhookDelivery> getGetWebhookDeliveryMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetWebhookDelivery",
      requestType = dev.tabwright.v1.GetWebhookDeliveryRequest.class,
      responseType = dev.tabwright.v1.WebhookDelivery.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetWebhookDeliveryRequest,
      dev.tabwright.v1.WebhookDelivery> getGetWebhookDeliveryMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetWebhookDeliveryRequest, dev.tabwright.v1.WebhookDelivery> getGetWebhookDeliveryMethod;
    if ((getGetWebhookDeliveryMethod = WebhookServiceGrpc.getGetWebhookDeliveryMethod) == null) {
      synchronized (WebhookServiceGrpc.class) {
        if ((getGetWebhookDeliveryMethod = WebhookServiceGrpc.getGetWebhookDeliveryMethod) == null) {
          WebhookServiceGrpc.getGetWebhookDeliveryMethod = getGetWebhookDeliveryMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetWebhookDeliveryRequest, dev.tabwright.v1.WebhookDelivery>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetWebhookDelivery"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetWebhookDeliveryRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.WebhookDelivery.getDefaultInstance()))
              .setSchemaDescriptor(new WebhookServiceMethodDescriptorSupplier("GetWebhookDelivery"))
              .build();
        }
      }
    }
    return getGetWebhookDeliveryMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.RedeliverWebhookRequest,
      dev.tabwright.v1.WebhookDelivery> getRedeliverWebhookMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RedeliverWebhook",
      requestType = dev.tabwright.v1.RedeliverWebhookRequest.class,
      responseType = dev.tabwright.v1.WebhookDelivery.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.RedeliverWebhookRequest,
      dev.tabwright.v1.WebhookDelivery> getRedeliverWebhookMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.RedeliverWebhookRequest, dev.tabwright.v1.WebhookDelivery> getRedeliverWebhookMethod;
    if ((getRedeliverWebhookMethod = WebhookServiceGrpc.getRedeliverWebhookMethod) == null) {
      synchronized (WebhookServiceGrpc.class) {
        if ((getRedeliverWebhookMethod = WebhookServiceGrpc.getRedeliverWebhookMethod) == null) {
          WebhookServiceGrpc.getRedeliverWebhookMethod = getRedeliverWebhookMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.RedeliverWebhookRequest, dev.tabwright.v1.WebhookDelivery>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RedeliverWebhook"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.RedeliverWebhookRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.WebhookDelivery.getDefaultInstance()))
              .setSchemaDescriptor(new WebhookServiceMethodDescriptorSupplier("RedeliverWebhook"))
              .build();
        }
      }
    }
    return getRedeliverWebhookMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static WebhookServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<WebhookServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<WebhookServiceStub>() {
        @java.lang.Override
        public WebhookServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new WebhookServiceStub(channel, callOptions);
        }
      };
    return WebhookServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static WebhookServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<WebhookServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<WebhookServiceBlockingV2Stub>() {
        @java.lang.Override
        public WebhookServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new WebhookServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return WebhookServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static WebhookServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<WebhookServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<WebhookServiceBlockingStub>() {
        @java.lang.Override
        public WebhookServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new WebhookServiceBlockingStub(channel, callOptions);
        }
      };
    return WebhookServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static WebhookServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<WebhookServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<WebhookServiceFutureStub>() {
        @java.lang.Override
        public WebhookServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new WebhookServiceFutureStub(channel, callOptions);
        }
      };
    return WebhookServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Notifications about jobs and alerts, and their deliveries. docs/webhooks.md describes what receivers get and how they verify it.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Lists the client's webhooks, oldest first, without those of single jobs.
     * </pre>
     */
    default void listWebhooks(dev.tabwright.v1.ListWebhooksRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListWebhooksResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListWebhooksMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets one webhook. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    default void getWebhook(dev.tabwright.v1.GetWebhookRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Webhook> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetWebhookMethod(), responseObserver);
    }

    /**
     * <pre>
     * Adds a webhook, which is notified from now on. Only this answer contains the secret that its deliveries are signed
     * with. Answers 201 with Location over REST. INVALID_ARGUMENT: the URL is not valid; PERMISSION_DENIED: the URL
     * policies refuse it, or it asks for alerts and the caller is not an administrator; FAILED_PRECONDITION: there are 100
     * already.
     * </pre>
     */
    default void createWebhook(dev.tabwright.v1.CreateWebhookRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateWebhookResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateWebhookMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. PUT does the same as PATCH. Pending deliveries go to
     * the new URL. INVALID_ARGUMENT, PERMISSION_DENIED: as for CreateWebhook, the latter also when the webhook is
     * notified of alerts already; NOT_FOUND: the client has none with this id.
     * </pre>
     */
    default void updateWebhook(dev.tabwright.v1.UpdateWebhookRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Webhook> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateWebhookMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a webhook with its deliveries, also the pending ones. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    default void deleteWebhook(dev.tabwright.v1.DeleteWebhookRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteWebhookMethod(), responseObserver);
    }

    /**
     * <pre>
     * Creates a new secret, which only this answer contains: of a webhook or, without id, of the client itself, which
     * signs the webhooks of single jobs. For a while, deliveries are also signed with the previous secret. NOT_FOUND: the
     * client has no webhook with this id.
     * </pre>
     */
    default void rotateWebhookSecret(dev.tabwright.v1.RotateWebhookSecretRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.WebhookSecret> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRotateWebhookSecretMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists deliveries, newest first. They are kept as long as their jobs or alerts.
     * </pre>
     */
    default void listWebhookDeliveries(dev.tabwright.v1.ListWebhookDeliveriesRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListWebhookDeliveriesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListWebhookDeliveriesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets one delivery with its attempts. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    default void getWebhookDelivery(dev.tabwright.v1.GetWebhookDeliveryRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.WebhookDelivery> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetWebhookDeliveryMethod(), responseObserver);
    }

    /**
     * <pre>
     * Delivers again, at once, with the same id, in whatever state the delivery is, and with all retries if it fails. Only
     * a circuit of the receiver that was opened by hand is waited for. Changes nothing if it is just being delivered.
     * NOT_FOUND: the client has none with this id; FAILED_PRECONDITION: its webhook is not active.
     * </pre>
     */
    default void redeliverWebhook(dev.tabwright.v1.RedeliverWebhookRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.WebhookDelivery> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRedeliverWebhookMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service WebhookService.
   * <pre>
   * Notifications about jobs and alerts, and their deliveries. docs/webhooks.md describes what receivers get and how they verify it.
   * </pre>
   */
  public static abstract class WebhookServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return WebhookServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service WebhookService.
   * <pre>
   * Notifications about jobs and alerts, and their deliveries. docs/webhooks.md describes what receivers get and how they verify it.
   * </pre>
   */
  public static final class WebhookServiceStub
      extends io.grpc.stub.AbstractAsyncStub<WebhookServiceStub> {
    private WebhookServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected WebhookServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new WebhookServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's webhooks, oldest first, without those of single jobs.
     * </pre>
     */
    public void listWebhooks(dev.tabwright.v1.ListWebhooksRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListWebhooksResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListWebhooksMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets one webhook. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public void getWebhook(dev.tabwright.v1.GetWebhookRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Webhook> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetWebhookMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Adds a webhook, which is notified from now on. Only this answer contains the secret that its deliveries are signed
     * with. Answers 201 with Location over REST. INVALID_ARGUMENT: the URL is not valid; PERMISSION_DENIED: the URL
     * policies refuse it, or it asks for alerts and the caller is not an administrator; FAILED_PRECONDITION: there are 100
     * already.
     * </pre>
     */
    public void createWebhook(dev.tabwright.v1.CreateWebhookRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateWebhookResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateWebhookMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. PUT does the same as PATCH. Pending deliveries go to
     * the new URL. INVALID_ARGUMENT, PERMISSION_DENIED: as for CreateWebhook, the latter also when the webhook is
     * notified of alerts already; NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public void updateWebhook(dev.tabwright.v1.UpdateWebhookRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Webhook> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateWebhookMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a webhook with its deliveries, also the pending ones. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public void deleteWebhook(dev.tabwright.v1.DeleteWebhookRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteWebhookMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Creates a new secret, which only this answer contains: of a webhook or, without id, of the client itself, which
     * signs the webhooks of single jobs. For a while, deliveries are also signed with the previous secret. NOT_FOUND: the
     * client has no webhook with this id.
     * </pre>
     */
    public void rotateWebhookSecret(dev.tabwright.v1.RotateWebhookSecretRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.WebhookSecret> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRotateWebhookSecretMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists deliveries, newest first. They are kept as long as their jobs or alerts.
     * </pre>
     */
    public void listWebhookDeliveries(dev.tabwright.v1.ListWebhookDeliveriesRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListWebhookDeliveriesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListWebhookDeliveriesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets one delivery with its attempts. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public void getWebhookDelivery(dev.tabwright.v1.GetWebhookDeliveryRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.WebhookDelivery> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetWebhookDeliveryMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Delivers again, at once, with the same id, in whatever state the delivery is, and with all retries if it fails. Only
     * a circuit of the receiver that was opened by hand is waited for. Changes nothing if it is just being delivered.
     * NOT_FOUND: the client has none with this id; FAILED_PRECONDITION: its webhook is not active.
     * </pre>
     */
    public void redeliverWebhook(dev.tabwright.v1.RedeliverWebhookRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.WebhookDelivery> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRedeliverWebhookMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service WebhookService.
   * <pre>
   * Notifications about jobs and alerts, and their deliveries. docs/webhooks.md describes what receivers get and how they verify it.
   * </pre>
   */
  public static final class WebhookServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<WebhookServiceBlockingV2Stub> {
    private WebhookServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected WebhookServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new WebhookServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's webhooks, oldest first, without those of single jobs.
     * </pre>
     */
    public dev.tabwright.v1.ListWebhooksResponse listWebhooks(dev.tabwright.v1.ListWebhooksRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListWebhooksMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one webhook. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Webhook getWebhook(dev.tabwright.v1.GetWebhookRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetWebhookMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Adds a webhook, which is notified from now on. Only this answer contains the secret that its deliveries are signed
     * with. Answers 201 with Location over REST. INVALID_ARGUMENT: the URL is not valid; PERMISSION_DENIED: the URL
     * policies refuse it, or it asks for alerts and the caller is not an administrator; FAILED_PRECONDITION: there are 100
     * already.
     * </pre>
     */
    public dev.tabwright.v1.CreateWebhookResponse createWebhook(dev.tabwright.v1.CreateWebhookRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateWebhookMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. PUT does the same as PATCH. Pending deliveries go to
     * the new URL. INVALID_ARGUMENT, PERMISSION_DENIED: as for CreateWebhook, the latter also when the webhook is
     * notified of alerts already; NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Webhook updateWebhook(dev.tabwright.v1.UpdateWebhookRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateWebhookMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a webhook with its deliveries, also the pending ones. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public com.google.protobuf.Empty deleteWebhook(dev.tabwright.v1.DeleteWebhookRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteWebhookMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Creates a new secret, which only this answer contains: of a webhook or, without id, of the client itself, which
     * signs the webhooks of single jobs. For a while, deliveries are also signed with the previous secret. NOT_FOUND: the
     * client has no webhook with this id.
     * </pre>
     */
    public dev.tabwright.v1.WebhookSecret rotateWebhookSecret(dev.tabwright.v1.RotateWebhookSecretRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRotateWebhookSecretMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists deliveries, newest first. They are kept as long as their jobs or alerts.
     * </pre>
     */
    public dev.tabwright.v1.ListWebhookDeliveriesResponse listWebhookDeliveries(dev.tabwright.v1.ListWebhookDeliveriesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListWebhookDeliveriesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one delivery with its attempts. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public dev.tabwright.v1.WebhookDelivery getWebhookDelivery(dev.tabwright.v1.GetWebhookDeliveryRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetWebhookDeliveryMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Delivers again, at once, with the same id, in whatever state the delivery is, and with all retries if it fails. Only
     * a circuit of the receiver that was opened by hand is waited for. Changes nothing if it is just being delivered.
     * NOT_FOUND: the client has none with this id; FAILED_PRECONDITION: its webhook is not active.
     * </pre>
     */
    public dev.tabwright.v1.WebhookDelivery redeliverWebhook(dev.tabwright.v1.RedeliverWebhookRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRedeliverWebhookMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service WebhookService.
   * <pre>
   * Notifications about jobs and alerts, and their deliveries. docs/webhooks.md describes what receivers get and how they verify it.
   * </pre>
   */
  public static final class WebhookServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<WebhookServiceBlockingStub> {
    private WebhookServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected WebhookServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new WebhookServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's webhooks, oldest first, without those of single jobs.
     * </pre>
     */
    public dev.tabwright.v1.ListWebhooksResponse listWebhooks(dev.tabwright.v1.ListWebhooksRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListWebhooksMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one webhook. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Webhook getWebhook(dev.tabwright.v1.GetWebhookRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetWebhookMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Adds a webhook, which is notified from now on. Only this answer contains the secret that its deliveries are signed
     * with. Answers 201 with Location over REST. INVALID_ARGUMENT: the URL is not valid; PERMISSION_DENIED: the URL
     * policies refuse it, or it asks for alerts and the caller is not an administrator; FAILED_PRECONDITION: there are 100
     * already.
     * </pre>
     */
    public dev.tabwright.v1.CreateWebhookResponse createWebhook(dev.tabwright.v1.CreateWebhookRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateWebhookMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. PUT does the same as PATCH. Pending deliveries go to
     * the new URL. INVALID_ARGUMENT, PERMISSION_DENIED: as for CreateWebhook, the latter also when the webhook is
     * notified of alerts already; NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Webhook updateWebhook(dev.tabwright.v1.UpdateWebhookRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateWebhookMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a webhook with its deliveries, also the pending ones. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public com.google.protobuf.Empty deleteWebhook(dev.tabwright.v1.DeleteWebhookRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteWebhookMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Creates a new secret, which only this answer contains: of a webhook or, without id, of the client itself, which
     * signs the webhooks of single jobs. For a while, deliveries are also signed with the previous secret. NOT_FOUND: the
     * client has no webhook with this id.
     * </pre>
     */
    public dev.tabwright.v1.WebhookSecret rotateWebhookSecret(dev.tabwright.v1.RotateWebhookSecretRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRotateWebhookSecretMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists deliveries, newest first. They are kept as long as their jobs or alerts.
     * </pre>
     */
    public dev.tabwright.v1.ListWebhookDeliveriesResponse listWebhookDeliveries(dev.tabwright.v1.ListWebhookDeliveriesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListWebhookDeliveriesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one delivery with its attempts. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public dev.tabwright.v1.WebhookDelivery getWebhookDelivery(dev.tabwright.v1.GetWebhookDeliveryRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetWebhookDeliveryMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Delivers again, at once, with the same id, in whatever state the delivery is, and with all retries if it fails. Only
     * a circuit of the receiver that was opened by hand is waited for. Changes nothing if it is just being delivered.
     * NOT_FOUND: the client has none with this id; FAILED_PRECONDITION: its webhook is not active.
     * </pre>
     */
    public dev.tabwright.v1.WebhookDelivery redeliverWebhook(dev.tabwright.v1.RedeliverWebhookRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRedeliverWebhookMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service WebhookService.
   * <pre>
   * Notifications about jobs and alerts, and their deliveries. docs/webhooks.md describes what receivers get and how they verify it.
   * </pre>
   */
  public static final class WebhookServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<WebhookServiceFutureStub> {
    private WebhookServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected WebhookServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new WebhookServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's webhooks, oldest first, without those of single jobs.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListWebhooksResponse> listWebhooks(
        dev.tabwright.v1.ListWebhooksRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListWebhooksMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets one webhook. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Webhook> getWebhook(
        dev.tabwright.v1.GetWebhookRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetWebhookMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Adds a webhook, which is notified from now on. Only this answer contains the secret that its deliveries are signed
     * with. Answers 201 with Location over REST. INVALID_ARGUMENT: the URL is not valid; PERMISSION_DENIED: the URL
     * policies refuse it, or it asks for alerts and the caller is not an administrator; FAILED_PRECONDITION: there are 100
     * already.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.CreateWebhookResponse> createWebhook(
        dev.tabwright.v1.CreateWebhookRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateWebhookMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. PUT does the same as PATCH. Pending deliveries go to
     * the new URL. INVALID_ARGUMENT, PERMISSION_DENIED: as for CreateWebhook, the latter also when the webhook is
     * notified of alerts already; NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Webhook> updateWebhook(
        dev.tabwright.v1.UpdateWebhookRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateWebhookMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a webhook with its deliveries, also the pending ones. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> deleteWebhook(
        dev.tabwright.v1.DeleteWebhookRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteWebhookMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Creates a new secret, which only this answer contains: of a webhook or, without id, of the client itself, which
     * signs the webhooks of single jobs. For a while, deliveries are also signed with the previous secret. NOT_FOUND: the
     * client has no webhook with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.WebhookSecret> rotateWebhookSecret(
        dev.tabwright.v1.RotateWebhookSecretRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRotateWebhookSecretMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists deliveries, newest first. They are kept as long as their jobs or alerts.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListWebhookDeliveriesResponse> listWebhookDeliveries(
        dev.tabwright.v1.ListWebhookDeliveriesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListWebhookDeliveriesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets one delivery with its attempts. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.WebhookDelivery> getWebhookDelivery(
        dev.tabwright.v1.GetWebhookDeliveryRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetWebhookDeliveryMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Delivers again, at once, with the same id, in whatever state the delivery is, and with all retries if it fails. Only
     * a circuit of the receiver that was opened by hand is waited for. Changes nothing if it is just being delivered.
     * NOT_FOUND: the client has none with this id; FAILED_PRECONDITION: its webhook is not active.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.WebhookDelivery> redeliverWebhook(
        dev.tabwright.v1.RedeliverWebhookRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRedeliverWebhookMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_WEBHOOKS = 0;
  private static final int METHODID_GET_WEBHOOK = 1;
  private static final int METHODID_CREATE_WEBHOOK = 2;
  private static final int METHODID_UPDATE_WEBHOOK = 3;
  private static final int METHODID_DELETE_WEBHOOK = 4;
  private static final int METHODID_ROTATE_WEBHOOK_SECRET = 5;
  private static final int METHODID_LIST_WEBHOOK_DELIVERIES = 6;
  private static final int METHODID_GET_WEBHOOK_DELIVERY = 7;
  private static final int METHODID_REDELIVER_WEBHOOK = 8;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final AsyncService serviceImpl;
    private final int methodId;

    MethodHandlers(AsyncService serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_LIST_WEBHOOKS:
          serviceImpl.listWebhooks((dev.tabwright.v1.ListWebhooksRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListWebhooksResponse>) responseObserver);
          break;
        case METHODID_GET_WEBHOOK:
          serviceImpl.getWebhook((dev.tabwright.v1.GetWebhookRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Webhook>) responseObserver);
          break;
        case METHODID_CREATE_WEBHOOK:
          serviceImpl.createWebhook((dev.tabwright.v1.CreateWebhookRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateWebhookResponse>) responseObserver);
          break;
        case METHODID_UPDATE_WEBHOOK:
          serviceImpl.updateWebhook((dev.tabwright.v1.UpdateWebhookRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Webhook>) responseObserver);
          break;
        case METHODID_DELETE_WEBHOOK:
          serviceImpl.deleteWebhook((dev.tabwright.v1.DeleteWebhookRequest) request,
              (io.grpc.stub.StreamObserver<com.google.protobuf.Empty>) responseObserver);
          break;
        case METHODID_ROTATE_WEBHOOK_SECRET:
          serviceImpl.rotateWebhookSecret((dev.tabwright.v1.RotateWebhookSecretRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.WebhookSecret>) responseObserver);
          break;
        case METHODID_LIST_WEBHOOK_DELIVERIES:
          serviceImpl.listWebhookDeliveries((dev.tabwright.v1.ListWebhookDeliveriesRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListWebhookDeliveriesResponse>) responseObserver);
          break;
        case METHODID_GET_WEBHOOK_DELIVERY:
          serviceImpl.getWebhookDelivery((dev.tabwright.v1.GetWebhookDeliveryRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.WebhookDelivery>) responseObserver);
          break;
        case METHODID_REDELIVER_WEBHOOK:
          serviceImpl.redeliverWebhook((dev.tabwright.v1.RedeliverWebhookRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.WebhookDelivery>) responseObserver);
          break;
        default:
          throw new AssertionError();
      }
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public io.grpc.stub.StreamObserver<Req> invoke(
        io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getListWebhooksMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListWebhooksRequest,
              dev.tabwright.v1.ListWebhooksResponse>(
                service, METHODID_LIST_WEBHOOKS)))
        .addMethod(
          getGetWebhookMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetWebhookRequest,
              dev.tabwright.v1.Webhook>(
                service, METHODID_GET_WEBHOOK)))
        .addMethod(
          getCreateWebhookMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CreateWebhookRequest,
              dev.tabwright.v1.CreateWebhookResponse>(
                service, METHODID_CREATE_WEBHOOK)))
        .addMethod(
          getUpdateWebhookMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.UpdateWebhookRequest,
              dev.tabwright.v1.Webhook>(
                service, METHODID_UPDATE_WEBHOOK)))
        .addMethod(
          getDeleteWebhookMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.DeleteWebhookRequest,
              com.google.protobuf.Empty>(
                service, METHODID_DELETE_WEBHOOK)))
        .addMethod(
          getRotateWebhookSecretMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.RotateWebhookSecretRequest,
              dev.tabwright.v1.WebhookSecret>(
                service, METHODID_ROTATE_WEBHOOK_SECRET)))
        .addMethod(
          getListWebhookDeliveriesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListWebhookDeliveriesRequest,
              dev.tabwright.v1.ListWebhookDeliveriesResponse>(
                service, METHODID_LIST_WEBHOOK_DELIVERIES)))
        .addMethod(
          getGetWebhookDeliveryMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetWebhookDeliveryRequest,
              dev.tabwright.v1.WebhookDelivery>(
                service, METHODID_GET_WEBHOOK_DELIVERY)))
        .addMethod(
          getRedeliverWebhookMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.RedeliverWebhookRequest,
              dev.tabwright.v1.WebhookDelivery>(
                service, METHODID_REDELIVER_WEBHOOK)))
        .build();
  }

  private static abstract class WebhookServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    WebhookServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.WebhookServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("WebhookService");
    }
  }

  private static final class WebhookServiceFileDescriptorSupplier
      extends WebhookServiceBaseDescriptorSupplier {
    WebhookServiceFileDescriptorSupplier() {}
  }

  private static final class WebhookServiceMethodDescriptorSupplier
      extends WebhookServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    WebhookServiceMethodDescriptorSupplier(java.lang.String methodName) {
      this.methodName = methodName;
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.MethodDescriptor getMethodDescriptor() {
      return getServiceDescriptor().findMethodByName(methodName);
    }
  }

  private static volatile io.grpc.ServiceDescriptor serviceDescriptor;

  public static io.grpc.ServiceDescriptor getServiceDescriptor() {
    io.grpc.ServiceDescriptor result = serviceDescriptor;
    if (result == null) {
      synchronized (WebhookServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new WebhookServiceFileDescriptorSupplier())
              .addMethod(getListWebhooksMethod())
              .addMethod(getGetWebhookMethod())
              .addMethod(getCreateWebhookMethod())
              .addMethod(getUpdateWebhookMethod())
              .addMethod(getDeleteWebhookMethod())
              .addMethod(getRotateWebhookSecretMethod())
              .addMethod(getListWebhookDeliveriesMethod())
              .addMethod(getGetWebhookDeliveryMethod())
              .addMethod(getRedeliverWebhookMethod())
              .build();
        }
      }
    }
    return result;
  }
}
