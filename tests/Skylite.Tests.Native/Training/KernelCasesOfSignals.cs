using Skylite.Graphs;
using static Skylite.Tests.Native.Training.KernelCases;
using static Skylite.Tests.Native.Training.OrtOracle;

namespace Skylite.Tests.Native.Training;

/// <summary>Cases of losses, of windows and transforms of signals, and of what counts tokens.</summary>
internal static class KernelCasesOfSignals
{
    private static readonly Tensor Scores = Noise(1, 3, 5, 2);
    private static readonly Tensor Labels = Tensor.Create<long>([0, 4, 2, 2, 1, 3], 3, 2);
    private static readonly Tensor Weights = Positive(4, 5);

    public static KernelCase[] All { get; } = [.. Losses(), .. Signals()];

    private static KernelCase[] Losses() =>
    [
        New("NegativeLogLikelihoodLoss", "NegativeLogLikelihoodLoss", Scores, Labels),
        New("NegativeLogLikelihoodLoss, weighted, ignoring", "NegativeLogLikelihoodLoss", Scores, Labels, Weights) with
        {
            Attributes = a => a.Set("ignore_index", 2),
        },
        New("NegativeLogLikelihoodLoss of each", "NegativeLogLikelihoodLoss", Scores, Labels, Weights) with { Attributes = a => a.Set("reduction", "none") },
        New("SoftmaxCrossEntropyLoss", "SoftmaxCrossEntropyLoss", Scores, Labels) with { Outputs = 2 },
        New("SoftmaxCrossEntropyLoss summed", "SoftmaxCrossEntropyLoss", Scores, Labels, Weights) with { Attributes = a => a.Set("reduction", "sum") },
        New("MeanVarianceNormalization", "MeanVarianceNormalization", Noise(1, 2, 3, 4, 4)),
        New("Det", "Det", Noise(1, 2, 3, 3)),
    ];

    private static KernelCase[] Signals() =>
    [
        .. new[] { "HannWindow", "HammingWindow", "BlackmanWindow" }.Select(op => New(op, op, Tensor.Scalar(11L)) with { Smooth = false }),
        New("HannWindow, symmetric", "HannWindow", Tensor.Scalar(8L)) with { Smooth = false, Attributes = a => a.Set("periodic", 0) },
        New("DFT", "DFT", Noise(1, 2, 8, 1)),
        New("DFT of complex numbers, inverse", "DFT", Noise(1, 2, 8, 3, 2)) with { Attributes = a => a.Set("inverse", 1) },
        New("DFT of one side", "DFT", Noise(1, 1, 10, 1)) with { Attributes = a => a.Set("onesided", 1) },
        New("STFT", "STFT", Noise(1, 2, 32, 1), Tensor.Scalar(4L), Positive(2, 8), Tensor.Scalar(8L)) with { Attributes = a => a.Set("onesided", 1) },
        New("MelWeightMatrix", "MelWeightMatrix", Tensor.Scalar(8L), Tensor.Scalar(64L), Tensor.Scalar(8000L), Tensor.Scalar(100f), Tensor.Scalar(3500f)) with
        {
            Smooth = false,
        },
        New("TfIdfVectorizer", "TfIdfVectorizer", Tensor.Create<int>([1, 1, 3, 3, 3, 7, 8, 6, 7, 5, 6, 8], 2, 6)) with { Smooth = false, Attributes = Grams },
    ];

    private static void Grams(AttributeMap attributes)
    {
        attributes.Set("mode", "TFIDF");
        attributes.Set("min_gram_length", 1);
        attributes.Set("max_gram_length", 2);
        attributes.Set("max_skip_count", 1);
        attributes.Set("ngram_counts", [0, 4]);
        attributes.Set("ngram_indexes", [0, 1, 2, 3, 4, 5, 6]);
        attributes.Set("pool_int64s", [2, 3, 5, 4, 5, 6, 7, 8, 6, 7]);
        attributes.Set("weights", new GraphAttribute.Floats([1, 2, 3, 4, 5, 0.5f, 7]));
    }
}
