using Skylite.Imagery.Splits;
using Skylite.Native.OnnxRuntime;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Scenes;

namespace Skylite.Workbench.Results;

/// <summary>Chooses test images worth looking at: those that two models disagree about, then some of every class.</summary>
public static class SampleChoice
{
    private const int Count = 24;

    /// <summary>Chooses images and notes what both models say.</summary>
    /// <param name="before">The parent's file.</param>
    /// <param name="after">The result's file.</param>
    /// <param name="data">The images.</param>
    /// <param name="session">How ONNX Runtime runs them.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<SampleFigures> Of(string before, string after, SceneData data, SessionOptions session, CancellationToken cancellation = default)
    {
        var first = ModelEvaluation.Predict(before, data, SplitPart.Test, session, cancellation);
        var second = ModelEvaluation.Predict(after, data, SplitPart.Test, session, cancellation);
        var all = Enumerable.Range(0, first.Count).ToArray();
        var disagreed = all.Where(i => first.Predicted(i) != second.Predicted(i)).Take(Count / 2);
        var spread = Enumerable.Range(0, Count).Select(k => (int)((long)k * all.Length / Count));
        var samples = data.Store(SplitPart.Test).Samples;
        return
        [
            .. disagreed.Concat(spread).Distinct().Take(Math.Min(Count, all.Length)).Select(i => new SampleFigures(
                samples[first.Indices[i]].Path,
                data.Classes[first.Labels[i]],
                data.Classes[first.Predicted(i)],
                first.Probabilities(i)[first.Predicted(i)],
                data.Classes[second.Predicted(i)],
                second.Probabilities(i)[second.Predicted(i)])),
        ];
    }
}
