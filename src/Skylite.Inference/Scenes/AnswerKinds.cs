using Skylite.Graphs;

namespace Skylite.Inference.Scenes;

/// <summary>
/// Tells logits from probabilities: by what a model says about itself, else by the operator
/// that its answer comes from; never by the numbers, which can look like either.
/// </summary>
public static class AnswerKinds
{
    /// <summary>Name of the ONNX metadata entry that says what the first output is: <c>logits</c> or <c>probabilities</c>.</summary>
    public const string MetadataKey = "skylite.output";

    // Operators that move numbers or round them, and interpolation between probabilities, which gives probabilities again.
    private static readonly HashSet<string> Passing =
    [
        "Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Transpose", "Slice", "Gather", "QuantizeLinear", "DequantizeLinear", "Resize",
        "Upsample", "Dropout",
    ];

    /// <summary>The kinds and their names.</summary>
    public static IReadOnlyList<(AnswerKind Kind, string Id)> All { get; } = [(AnswerKind.Logits, "logits"), (AnswerKind.Probabilities, "probabilities")];

    /// <summary>The name of a kind.</summary>
    public static string Id(AnswerKind kind) => All.First(k => k.Kind == kind).Id;

    /// <summary>Finds a kind by its name.</summary>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static AnswerKind Find(string id) => All.FirstOrDefault(k => k.Id == id) is { Id: not null } found
        ? found.Kind
        : throw new ArgumentException($"An answer is {string.Join(" or ", All.Select(k => k.Id))}, not '{id}'.");

    /// <summary>The kind of a model's first output.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The kind, and what tells it, to be said to the user.</returns>
    /// <exception cref="InvalidDataException">The metadata entry is neither of the two words.</exception>
    public static (AnswerKind Kind, string Why) Of(Graph model)
    {
        if (model.Metadata.TryGetValue(MetadataKey, out var stated))
        {
            return All.Any(k => k.Id == stated)
                ? (Find(stated), "the model says so")
                : throw new InvalidDataException(
                    $"The metadata entry '{MetadataKey}' of the model '{model.Name}' is '{stated}'; it can be {string.Join(" or ", All.Select(k => k.Id))}.");
        }

        var node = model.Outputs[0].Producer;
        while (node is not null && Passing.Contains(node.OpType))
        {
            node = node.Inputs[0]?.Producer;
        }

        return node?.OpType switch
        {
            null => (AnswerKind.Logits, "the answer is an input"),
            // Softmax of the logarithms of probabilities gives these back, so LogSoftmax is a logit like any other.
            "Softmax" or "Sigmoid" or "HardSigmoid" => (AnswerKind.Probabilities, $"it ends in {node.OpType}"),
            var type => (AnswerKind.Logits, $"it ends in {type}"),
        };
    }
}
