using System.Text.RegularExpressions;
using Skylite.Graphs.Operators;
using Skylite.Training.Kernels;

namespace Skylite.Tests.Repository;

public sealed partial class OperatorDocumentTests
{
    [Fact]
    public void The_document_names_the_operators_that_are_known_and_no_others()
    {
        var table = File.ReadLines(Path.Combine(SourceTree.Root, "docs", "operators.md")).Where(line => line.StartsWith('|'));
        var named = table.SelectMany(line => Name().Matches(line)).Select(match => match.Groups[1].Value).ToHashSet();
        // written by upgrades into others, or replaced by them; the interpreter knows them all the same
        var kernels = KernelCatalogue.All.Select(k => k.OpType).ToHashSet();
        var known = KnownOperators.All.Select(o => o.OpType).ToHashSet();

        Assert.Empty(known.Union(kernels).Except(named));
        Assert.Empty(named.Except(known.Union(kernels)));
        Assert.Empty(known.Except(kernels).Except(["Constant"]));
    }

    [GeneratedRegex("`([A-Z][A-Za-z0-9]+)`")]
    private static partial Regex Name();
}
