using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Allocation;
using Skylite.Compression.Pruning.Criteria;
using Skylite.Graphs;
using Skylite.Imagery.Loading;
using Skylite.Training.Statistics;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Proof;
using Skylite.Workbench.Results;

namespace Skylite.Workbench.Recipes;

/// <summary>Removes channels, at once or in rounds with fine-tuning between them, and proves every removal.</summary>
public sealed record PruneStep : IRecipeStep
{
    private const int EvidenceBatches = 10;
    private const int CertificateImages = 8;

    /// <inheritdoc/>
    public string Id => "prune";

    /// <summary>Share of the channels to remove, above 0 and below 1.</summary>
    public double Ratio { get; init => field = Settings.Share(value, "share of the channels to prune"); } = 0.5;

    /// <summary>Id of the criterion.</summary>
    public string Criterion { get; init => field = PruningCriteria.Find(value).Id; } = "taylor";

    /// <summary>Id of the allocation: how the ratio is shared out among layers.</summary>
    public string Scope { get; init => field = PruningAllocations.Find(value).Id; } = "uniform";

    /// <summary>Numbers of channels are rounded to multiples of this; 1 turns rounding off.</summary>
    public int Align { get; init => field = Settings.Positive(value, "channels to round to"); } = 16;

    /// <summary>Rounds of pruning; fine-tuning lies between them.</summary>
    public int Rounds { get; init => field = Settings.Positive(value, "rounds"); } = 1;

    /// <summary>Id of the schedule that spreads the ratio over the rounds.</summary>
    public string Schedule { get; init => field = PruningSchedules.Find(value).Id; } = "geometric";

    /// <summary>Epochs of fine-tuning between two rounds.</summary>
    public int RoundEpochs { get; init => field = Settings.Positive(value, "epochs between two rounds"); } = 2;

    /// <inheritdoc/>
    public string Describe() => FormattableString.Invariant($"prune {100 * Ratio:0.#} % of the channels by {Criterion}, {Scope}")
        + (Rounds > 1 ? FormattableString.Invariant($", in {Rounds} rounds") : string.Empty);

    /// <inheritdoc/>
    public void Run(Compression compression)
    {
        var schedule = PruningSchedules.Find(Schedule);
        IReadOnlyDictionary<string, int> original = new Dictionary<string, int>();
        for (var round = 1; round <= Rounds; round++)
        {
            compression.Progress.Show($"pruning, round {round} of {Rounds}");
            var options = new PruneOptions
            {
                Criterion = PruningCriteria.Find(Criterion),
                Allocation = PruningAllocations.Find(Scope),
                Amount = new AllocationOptions { Ratio = schedule.RatioAfter(round, Rounds, Ratio), Align = Align },
                OriginalCounts = original,
            };
            var result = Pruner.Prune(compression.Model, options, EvidenceFor(options.Criterion, compression));
            original = result.OriginalCounts;
            compression.Certificate = Prove(result, compression);
            compression.Model = result.Graph;
            if (round < Rounds)
            {
                compression.Model = FineTuneStep.Tune(
                    compression, compression.Training with { Epochs = RoundEpochs }, folder: null, FormattableString.Invariant($"fine-tuning after round {round}"));
            }
        }
    }

    private static Evidence EvidenceFor(ICriterion criterion, Compression compression)
    {
        if (criterion is not Taylor)
        {
            return new Evidence { Seed = compression.Seed };
        }

        var gradients = GradientEvidence.Collect(
            compression.Model, compression.Training.Loss(compression.Data), compression.PlainTrainingBatches(compression.Training.BatchSize), EvidenceBatches, compression.Cancellation);
        return new Evidence
        {
            Seed = compression.Seed,
            Gradients = gradients.Mean.ToDictionary(g => g.Key, IReadOnlyList<Tensor> (g) => [g.Value]),
        };
    }

    private static CertificateFigures Prove(PruneResult result, Compression compression)
    {
        var certificate = RemovalCertificate.Issue(result, [[ValidationImages(compression)]], new InterpreterRunner(), new RuntimeRunner(), compression.Cancellation);
        var figures = new CertificateFigures(
            CertificateImages,
            result.Families.Sum(f => f.Before - f.After),
            result.Families.Sum(f => f.Before),
            certificate.SilencedToRemoved,
            certificate.InterpreterToDeployment,
            RemovalCertificate.Tolerance,
            [.. result.Pinned.Select(p => $"{p.Name}: {p.Reason}").Distinct()]);
        compression.Progress.Say(FormattableString.Invariant(
            $"certificate: silenced ≡ removed to {figures.SilencedAgainstRemoved:0.0e+0}, removed ≡ ONNX Runtime to {figures.InterpreterAgainstRuntime:0.0e+0} of the outputs' scale, on {figures.Inputs} validation images"));
        return figures.Holds
            ? figures
            : throw new CertificateException(FormattableString.Invariant(
                $"The certificate failed: the pruned network differs from the silenced one by {figures.SilencedAgainstRemoved:0.0e+0} and from ONNX Runtime by {figures.InterpreterAgainstRuntime:0.0e+0} of the outputs' scale, where {figures.Tolerance:0.0e+0} is allowed. No model was written; this is a defect of Skylite: please report the model."));
    }

    private static Tensor ValidationImages(Compression compression)
    {
        using var batch = compression.Data.Batches(compression.SelectionPart, BatchLoaderOptions.ForEvaluation(CertificateImages)).Epoch(0, compression.Cancellation).First();
        return Tensor.Create<float>(batch.Pixels.Span, batch.Count, batch.Channels, batch.Height, batch.Width);
    }
}
