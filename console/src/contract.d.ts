/** All of the API with the rules of its fields: a FileDescriptorSet in Base64. Large: load it by `import()`, where it is needed. */
declare module "tabwright/rules" {
  const descriptors: string;
  export default descriptors;
}

/** How the descriptor of each service is loaded, by its name in the SDK. */
declare module "tabwright/services" {
  const services: Record<string, () => Promise<import("@bufbuild/protobuf").DescService>>;
  export default services;
}
