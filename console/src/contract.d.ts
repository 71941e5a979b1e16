/** How the descriptor of each service is loaded, by its name in the SDK. */
declare module "tabwright/services" {
  const services: Record<string, () => Promise<import("@bufbuild/protobuf").DescService>>;
  export default services;
}
