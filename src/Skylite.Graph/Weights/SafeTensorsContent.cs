namespace Skylite.Graphs.Weights;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">Tensors by name, in the order of their data.</param>
/// <param name="Metadata">Texts by name.</param>
public sealed record SafeTensorsContent(IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata);
