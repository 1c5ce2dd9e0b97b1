namespace Skylite.Conformance;

/// <summary>Which models are out of scope, by the operators and types that they use.</summary>
internal static class TestCategory
{
    /// <summary>What a model in scope is called in tables.</summary>
    public const string InScope = "in scope";

    private static readonly (string Category, string[] Operators)[] ByOperator =
    [
        ("sequence",
            ["SequenceEmpty", "SequenceConstruct", "SequenceInsert", "SequenceErase", "SequenceAt", "SequenceLength", "SequenceMap", "SplitToSequence",
                "ConcatFromSequence"]),
        ("optional", ["Optional", "OptionalGetElement", "OptionalHasElement"]),
        ("string", ["StringNormalizer", "StringConcat", "StringSplit", "RegexFullMatch"]),
        ("control flow", ["If", "Loop", "Scan"]),
        ("recurrent", ["RNN", "GRU", "LSTM"]),
        ("random", ["RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Bernoulli", "Multinomial"]),
    ];

    /// <summary>The names of all categories, the one in scope first.</summary>
    public static IReadOnlyList<string> All { get; } =
        [InScope, "sequence", "map", "optional", "string", "control flow", "recurrent", "training optimizer", "random"];

    /// <summary>What keeps a model out of scope, or <see langword="null"/>.</summary>
    public static string? Of(ModelContents contents)
    {
        if (contents.Operators.Any(o => o.StartsWith("ai.onnx.preview.training::", StringComparison.Ordinal)))
        {
            return "training optimizer";
        }

        // a sequence of optional elements is a sequence; whatever computes with one is named after it
        foreach (var kind in All.Where(contents.Kinds.Contains))
        {
            return kind;
        }

        return Array.Find(ByOperator, c => c.Operators.Any(contents.Operators.Contains)).Category ?? (contents.Drops ? "random" : null);
    }
}
