namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>An attribute that operator sets after 17 added, or gave new values: harmless values are dropped or kept, others are refused.</summary>
/// <param name="opType">The operator.</param>
/// <param name="attribute">The attribute.</param>
/// <param name="harmless">Whether operator set 17 means the same without the attribute.</param>
/// <param name="kept">Whether operator set 17 has the attribute and this value of it.</param>
internal sealed class NewerAttribute(
    string opType,
    string attribute,
    Predicate<GraphAttribute> harmless,
    Predicate<GraphAttribute>? kept = null) : IUpgrade
{
    public string OpType => opType;

    public void Apply(UpgradeContext context)
    {
        if (context.Opset <= Graph.CurrentOpset || !context.Node.Attributes.TryGet(attribute, out var value) || (kept?.Invoke(value) ?? false))
        {
            return;
        }

        if (!harmless(value))
        {
            throw context.Error($"it has the attribute {attribute} = {value}.");
        }

        context.Node.Attributes.Remove(attribute);
    }
}
