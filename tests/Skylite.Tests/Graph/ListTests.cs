using System.Reflection;
using System.Text.RegularExpressions;
using Skylite.Graphs;
using Skylite.Graphs.Operators;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Graphs;

public partial class ListTests
{
    [Fact]
    public void Every_operator_is_listed() => AssertListed(typeof(IOperator), KnownOperators.All);

    [Fact]
    public void Every_pass_is_listed() => AssertListed(typeof(IPass), KnownPasses.All);

    [Fact]
    public void Every_upgrade_is_listed()
    {
        var list = typeof(Graph).Assembly.GetType("Skylite.Graphs.Onnx.Upgrades.KnownUpgrades", throwOnError: true)!;
        var rules = list.GetProperties(BindingFlags.Public | BindingFlags.Static).SelectMany(p => (IEnumerable<object>)p.GetValue(null)!);
        AssertListed(typeof(Graph).Assembly.GetType("Skylite.Graphs.Onnx.Upgrades.IUpgrade", throwOnError: true)!, rules);
    }

    [Fact]
    public void Operators_are_found_by_their_unique_names()
    {
        Assert.Equal(KnownOperators.All.Count, KnownOperators.All.Select(o => o.OpType).Distinct().Count());
        Assert.All(KnownOperators.All, o => Assert.Same(o, KnownOperators.Find(o.OpType)));
        Assert.Null(KnownOperators.Find("Frobnicate"));
    }

    [Fact]
    public void Pass_names_are_unique_and_in_kebab_case()
    {
        Assert.Equal(KnownPasses.All.Count, KnownPasses.All.Select(p => p.Id).Distinct().Count());
        Assert.All(KnownPasses.All, p => Assert.Matches(KebabCase(), p.Id));
    }

    private static void AssertListed(Type kind, IEnumerable<object> list)
    {
        var listed = list.Select(entry => entry.GetType()).ToHashSet();
        var all = kind.Assembly.GetTypes().Where(t => t.IsClass && !t.IsAbstract && kind.IsAssignableFrom(t)).ToArray();
        Assert.NotEmpty(all);
        Assert.All(all, type => Assert.Contains(type, listed));
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex KebabCase();
}
