using Skylite.Graphs;
using Skylite.Training.Losses;

namespace Skylite.Compression.Distillation;

/// <summary>Every way to learn from a teacher, by its public name.</summary>
public static class DistillationCatalogue
{
    /// <summary>Makes a loss from a teacher and the loss on the labels, with default settings.</summary>
    public static IReadOnlyDictionary<string, Func<Graph, ILoss, ILoss>> All { get; } = new Dictionary<string, Func<Graph, ILoss, ILoss>>(StringComparer.Ordinal)
    {
        ["soft-targets"] = (teacher, labels) => new SoftTargetLoss(teacher, new SoftTargetOptions { Labels = labels }),
    };
}
