using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Maps;
using Skylite.Inference.Scenes;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;

namespace Skylite.Tests.Native.Maps;

public sealed class FoldedMapTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private static readonly string[] Rgb = ["red", "green", "blue"];

    [Theory]
    [InlineData("DCR", 3, AnswerKind.Logits)]
    [InlineData("CRD", 3, AnswerKind.Logits)]
    [InlineData("DCR", 3, AnswerKind.Probabilities)]
    [InlineData("DCR", 1, AnswerKind.Logits)]
    public void A_network_that_ends_in_DepthToSpace_gives_the_map_it_would_give_as_it_is(string mode, int outputs, AnswerKind answers)
    {
        var scene = playground.Scene(
            "folded.tif",
            MapPlayground.Spec(101, 83, 3, Rgb),
            (band, y, x) => (((x / 7) + (y / 5)) % 3 == band ? 900.0 : 100) / (answers == AnswerKind.Probabilities ? 10 : 1));
        var spreading = Ending(outputs, mode);
        InferOptions Of(string network, string map) =>
            new() { Model = network, Scenes = [scene], Out = playground.In(map), Threads = 1, Batch = 2, Answers = answers, Probability = MapProbability.All };

        var folded = InferJob.Run(Of(spreading, "folded-map.tif")).Maps[0];
        InferJob.Run(Of(Ending(outputs, null), "whole-map.tif"));

        Assert.DoesNotContain(folded.Notes, note => note.Contains("warning", StringComparison.Ordinal));
        Assert.Equal(MapPlayground.Pixels(playground.In("whole-map.tif")), MapPlayground.Pixels(playground.In("folded-map.tif")));
        for (var band = 1; band <= Math.Max(2, outputs); band++)
        {
            Assert.Equal(
                MapPlayground.Pixels(MapWriter.ProbabilityFile(playground.In("whole-map.tif")), band),
                MapPlayground.Pixels(MapWriter.ProbabilityFile(playground.In("folded-map.tif")), band));
        }
    }

    // The playground's network with fewer outputs, its answer folded and spread again if a mode is named.
    private string Ending(int outputs, string? mode)
    {
        var graph = OnnxReader.Read(playground.Network("rgb.onnx", Rgb));
        var answer = graph.Outputs[0];
        graph.RemoveOutput(answer);
        if (outputs < Rgb.Length)
        {
            answer.Producer!.SetInput(1, graph.AddInitializer("fewer", Tensor.Create<float>([1, -0.5f, 0], 1, 3, 1, 1)));
            answer.Shape = null;
        }

        if (mode is not null)
        {
            var folded = graph.Apply("SpaceToDepth", "fold", answer);
            folded.Producer!.Attributes.Set("blocksize", 2L);
            // SpaceToDepth knows places first only; what the test needs is any order that the other undoes.
            if (mode == "CRD" && outputs > 1)
            {
                var weights = new float[16 * outputs * outputs];
                for (var channel = 0; channel < 4 * outputs; channel++)
                {
                    weights[(channel * 4 * outputs) + (channel % 4 * outputs) + (channel / 4)] = 1;
                }

                folded = graph.Apply(
                    "Conv", "order", folded, graph.AddInitializer("permutation", Tensor.Create<float>(weights, 4 * outputs, 4 * outputs, 1, 1)));
            }

            answer = graph.Apply("DepthToSpace", "spread", folded);
            answer.Producer!.Attributes.Set("blocksize", 2L);
            answer.Producer!.Attributes.Set("mode", mode);
        }

        answer.Type = ElementType.Float;
        graph.AddOutput(answer);
        var facts = ModelFacts.Require(graph, "rgb.onnx");
        (outputs > 1 ? facts : facts with { Classes = ["no", "yes"], ClassColors = [.. facts.ClassColors.Take(2)] }).WriteTo(graph);
        var path = playground.In(Invariant($"ending-{outputs}-{mode}.onnx"));
        OnnxWriter.Write(graph, path);
        return path;
    }
}
