namespace Skylite.Native.Torch;

/// <summary>A region of mixed precision; it belongs to one thread and ends with what it found.</summary>
public readonly unsafe ref struct AutocastScope
{
    private readonly int _device;
    private readonly int _enabled;
    private readonly int _type;

    internal AutocastScope(TorchDevice device, ScalarType type)
    {
        TorchRuntime.Load();
        _device = device.Type;
        int enabled, previous;
        Shim.Check(Shim.AutocastEnter(_device, 1, (int)type, &enabled, &previous), $"Autocast to {type.Name()}");
        _enabled = enabled;
        _type = previous;
    }

    /// <summary>Ends the region.</summary>
    public void Dispose() => Shim.Check(Shim.AutocastLeave(_device, _enabled, _type), "Ending autocast");
}
