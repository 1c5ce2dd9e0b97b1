using System.Diagnostics;
using System.Globalization;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Tests.Graphs.Fuzzing;

namespace Skylite.Tests.Graphs;

/// <summary>
/// Whatever the reader is given, it gives a graph or an InvalidDataException, in bounded time and memory and without looking outside the model's folder.
/// SKYLITE_FUZZ_MINUTES makes the mutations go on for so long, SKYLITE_FUZZ_SEED begins elsewhere; see docs/fuzzing.md.
/// </summary>
public class OnnxFuzzTests
{
    private const int Rounds = 1200;
    private const int MostFailures = 20;

    private static readonly byte[][] Seeds = [.. new[] { Samples.ConvRelu(), Samples.Classifier(), Varied() }.Select(OnnxWriter.ToBytes)];

    [Fact]
    public void A_file_cut_off_anywhere_gives_an_error_or_a_graph()
    {
        using var file = new HostileFile();
        foreach (var seed in Seeds)
        {
            for (var length = 0; length < seed.Length; length += Math.Max(1, seed.Length / 150))
            {
                file.Survives(seed[..length], $"a file cut off at {length}");
            }
        }
    }

    [Fact]
    public void Mutated_files_give_an_error_or_a_graph()
    {
        using var file = new HostileFile();
        var (first, time) = (Setting("SKYLITE_FUZZ_SEED", 1), TimeSpan.FromMinutes(Setting("SKYLITE_FUZZ_MINUTES", 0)));
        var clock = Stopwatch.StartNew();
        var (graphs, round) = (0, 0);
        var failures = new List<string>();
        for (; (round < Rounds || clock.Elapsed < time) && failures.Count < MostFailures; round++)
        {
            var number = first + round;
            try
            {
                graphs += file.Survives(new ModelMutator(number).Mutate(Seeds[number % Seeds.Length]), $"SKYLITE_FUZZ_SEED={number}") ? 1 : 0;
            }
            catch (Xunit.Sdk.XunitException e)
            {
                failures.Add(e.Message);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        // a mutator that only ever breaks files, or never does, tests nothing
        Assert.InRange(graphs, round / 100, round * 9 / 10);
    }

    [Fact]
    public void The_seeds_are_sound() => Assert.All(Seeds, seed => Assert.Empty(GraphCheck.Problems(OnnxReader.Read(seed))));

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Operators whose settings decide how large things become: sizes, repeats, equations, loops.</summary>
    private static Graph Varied()
    {
        var graph = new Graph("varied");
        var x = graph.AddInput("x", ElementType.Float, new Shape(Dimension.Named("batch"), 4, 8, 8));
        var resized = graph.Apply("Resize", "resized", x, null, graph.AddInitializer("scales", Tensor.Vector(1f, 1f, 2f, 0.5f)));
        var tiled = graph.Apply("Tile", "tiled", resized, graph.AddInitializer("repeats", Tensor.Vector<long>(1, 2, 1, 1)));
        var padded = graph.Apply("Pad", "padded", tiled, graph.AddInitializer("pads", Tensor.Vector<long>(0, 0, 1, 1, 0, 0, 1, 1)));
        var equation = graph.Apply("Einsum", "summed", padded, graph.AddInitializer("w", Tensor.Create<float>(new float[8 * 6], 8, 6)));
        equation.Producer!.Attributes.Set("equation", "bchw,co->bohw");
        var range = graph.Apply("Range", "range", Scalar(graph, 0), Scalar(graph, 6), Scalar(graph, 1));
        var filled = graph.Apply("ConstantOfShape", "filled", graph.AddInitializer("lengths", Tensor.Vector<long>(6, 1, 1)));
        var scale = graph.Apply("Expand", "expanded", filled, graph.AddInitializer("to", Tensor.Vector<long>(1, 6, 1, 1)));
        var picked = graph.Apply("Gather", "picked", graph.Apply("Mul", "scaled", equation, scale), range);
        picked.Producer!.Attributes.Set("axis", 1);
        var body = new Graph("body");
        body.AddInput("round", ElementType.Int64, Shape.Scalar);
        var go = body.AddInput("go", ElementType.Bool, Shape.Scalar);
        var state = body.AddInput("state", ElementType.Float, null);
        body.AddOutput(go);
        body.AddOutput(body.Apply("Relu", "next", state));
        var loop = graph.AddNode("Loop", [Scalar(graph, 3), null, picked], [graph.AddValue("y")], "loop");
        loop.Attributes.Set("body", new GraphAttribute.Subgraph(body));
        loop.Output(0).Type = ElementType.Float;
        graph.AddOutput(loop.Output(0));
        return graph;
    }

    private static Value Scalar(Graph graph, long value) => graph.AddInitializer(graph.FreshName("number"), Tensor.Scalar(value));
}
