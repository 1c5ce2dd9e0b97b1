namespace Skylite.Graphs.Weights.Pickling;

/// <summary>A name that a pickle refers to: something that Python would import. Here it is a name and nothing more.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}
