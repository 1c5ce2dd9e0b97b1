namespace Skylite.Graphs.Passes;

/// <summary>All passes over graphs.</summary>
public static class KnownPasses
{
    /// <summary>Every pass; a new one is a class and a line here.</summary>
    public static IReadOnlyList<IPass> All { get; } =
    [
        new GraphCheck(),
        new ShapeInference(),
        new InlineControlFlow(),
        new FoldConstants(),
        new RemoveDropout(),
        new FoldBatchNorm(),
        new ConvolveTransposed(),
        new ShareWeights(),
        new RemoveDeadNodes(),
        new WrittenTargets(),
        new GatherShuffles(),
        new FreeBatch(),
    ];
}
