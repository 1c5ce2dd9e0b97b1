namespace Skylite.Native.OnnxRuntime;

/// <summary>What a model file says of itself.</summary>
/// <param name="ProducerName">The program that wrote the file.</param>
/// <param name="GraphName">The name of the graph.</param>
/// <param name="Domain">The domain of the model; often empty.</param>
/// <param name="Description">Free text; often empty.</param>
/// <param name="Version">The version number of the model itself.</param>
/// <param name="CustomMetadataMap">The key-value pairs that travel in the file (<c>metadata_props</c>).</param>
public sealed record ModelMetadata(
    string ProducerName,
    string GraphName,
    string Domain,
    string Description,
    long Version,
    IReadOnlyDictionary<string, string> CustomMetadataMap);
