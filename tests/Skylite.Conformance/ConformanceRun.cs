using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Operators;
using Skylite.Graphs.Passes;
using Skylite.Native.Libraries;
using Skylite.Training;

namespace Skylite.Conformance;

/// <summary>Runs tests of the standard: reader, shape rules and interpreter against the expected outputs.</summary>
public static class ConformanceRun
{
    /// <summary>Runs all tests of a folder.</summary>
    /// <param name="folder">A folder that holds the collections.</param>
    /// <param name="filter">Only tests whose name contains this.</param>
    /// <param name="done">Called after every test.</param>
    public static IReadOnlyList<TestResult> Run(string folder, string filter = "", Action<TestResult>? done = null)
    {
        var results = new List<TestResult>();
        foreach (var test in ConformanceTest.Find(folder, filter))
        {
            var result = Run(test);
            results.Add(result);
            done?.Invoke(result);
        }

        return results;
    }

    /// <summary>Runs one test.</summary>
    public static TestResult Run(ConformanceTest test)
    {
        ModelContents? contents = null;
        string? category = null;
        try
        {
            contents = ModelContents.Read(test.Model);
            category = TestCategory.Of(contents);
            return Problem(test) switch
            {
                null => new TestResult(test, category, TestOutcome.Passed, string.Empty),
                var problem when contents.Drops => new TestResult(
                    test, category, TestOutcome.Refused, $"Dropout acts only while Skylite trains, and draws by its own generator ({problem})"),
                var problem => new TestResult(test, category, TestOutcome.Failed, problem),
            };
        }
        catch (RefusedException refusal)
        {
            // in scope, a refusal says which operator it is about
            var isClear = category is not null || contents!.Operators.Any(o => refusal.Message.Contains(o, StringComparison.Ordinal));
            return new TestResult(test, category, isClear ? TestOutcome.Refused : TestOutcome.Failed, refusal.Message);
        }
#pragma warning disable CA1031 // whatever breaks is a failed test, and the run goes on
        catch (Exception error) when (error is not NativeLibraryNotFoundException)
#pragma warning restore CA1031
        {
            return new TestResult(test, category, TestOutcome.Failed, $"{error.GetType().Name}: {error.Message}");
        }
    }

    private static string? Problem(ConformanceTest test)
    {
        var graph = Read(test.Model);
        var declared = graph.Outputs.Select(o => o.Type).ToArray();
        Refusing(() => Infer(graph));
        using var interpreter = Refusing(() => new Interpreter(graph));
        var plan = Refusing(() => interpreter.Plan(interpreter.OutputNames));
        foreach (var folder in test.DataSets())
        {
            var fed = Refusing(() => TestDataSet.Read(folder, "input", [.. graph.Inputs.Where(i => i.Constant is null).Select(i => i.Type)]));
            var expected = Refusing(() => TestDataSet.Read(folder, "output", declared));
            if (expected.Length != graph.Outputs.Count)
            {
                return $"the graph has {graph.Outputs.Count} outputs, expected {expected.Length}.";
            }

            var feeds = fed.Select(GraphTensors.ToTorch).ToArray();
            var actual = Refusing(() => interpreter.Run(plan, feeds, RunMode.Evaluate));
            for (var i = 0; i < expected.Length; i++)
            {
                var problem = ShapeProblem(graph.Outputs[i], declared[i], expected[i]) ?? TensorComparison.Difference(actual[i], expected[i]);
                if (problem is not null)
                {
                    return $"output '{graph.Outputs[i].Name}': {problem}";
                }
            }

            foreach (var tensor in feeds.Concat(actual))
            {
                tensor.Dispose();
            }
        }

        return null;
    }

    private static Graph Read(string path)
    {
        try
        {
            return OnnxReader.Read(path);
        }
        catch (InvalidDataException refusal)
        {
            throw new RefusedException(refusal.Message, refusal);
        }
    }

    // What the file declares is taken away first, so that the shapes are those of our own rules.
    private static Graph Infer(Graph graph)
    {
        foreach (var value in graph.Values.Values.Where(v => v.Producer is { } producer && KnownOperators.Find(producer) is not null))
        {
            (value.Type, value.Shape) = (ElementType.Undefined, null);
        }

        ShapeInference.Run(graph);
        return graph;
    }

    private static string? ShapeProblem(Value output, ElementType declared, Tensor expected)
    {
        if (output.Producer is { } producer && KnownOperators.Find(producer) is null)
        {
            return $"Skylite has no shape rule for {producer.OpType}.";
        }

        if (output.Type != expected.Type && output.Type != ElementType.Undefined && declared == expected.Type)
        {
            return $"its type was inferred as {output.Type}, expected {expected.Type}.";
        }

        var fits = output.Shape is not { } shape
            || (shape.Rank == expected.Rank && shape.Zip(expected.Shape).All(p => !p.First.IsKnown || p.First == p.Second));
        return fits ? null : $"its shape was inferred as {output.Shape}, expected {expected.Shape}.";
    }

    private static T Refusing<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (NotSupportedException refusal)
        {
            throw new RefusedException(refusal.Message, refusal);
        }
        catch (InvalidDataException refusal) when (refusal.Message.Contains("Skylite does not handle", StringComparison.Ordinal))
        {
            throw new RefusedException(refusal.Message, refusal);
        }
    }

    private sealed class RefusedException(string message, Exception inner) : Exception(message, inner);
}
