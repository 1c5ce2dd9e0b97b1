namespace Skylite.Native.Torch;

public sealed unsafe partial class TorchTensor
{
    /// <summary>Whether operations on this tensor are recorded for gradients; may be set on leaves only.</summary>
    public bool RequiresGrad
    {
        get => Info.RequiresGrad != 0;
        set
        {
            Shim.Check(Shim.RequiresGradSet(Handle, value ? 1 : 0), $"Setting RequiresGrad of {this}");
            GC.KeepAlive(this);
        }
    }

    /// <summary>Whether the tensor is not the result of a recorded operation.</summary>
    public bool IsLeaf => Info.IsLeaf != 0;

    /// <summary>
    /// The gradient that <see cref="Backward()"/> has added up, of the tensor's own shape; null if there is none. Each read gives a new owner.
    /// </summary>
    public TorchTensor? Grad
    {
        get
        {
            nint gradient;
            Shim.Check(Shim.GradientGet(Handle, &gradient), "Reading a gradient");
            GC.KeepAlive(this);
            return gradient == 0 ? null : new TorchTensor(gradient);
        }

        set
        {
            Shim.Check(Shim.GradientSet(Handle, value?.Handle ?? 0), "Setting a gradient");
            GC.KeepAlive(this);
            GC.KeepAlive(value);
        }
    }

    /// <summary>Adds the derivative of this scalar to <see cref="Grad"/> of every leaf it depends on.</summary>
    /// <exception cref="TorchException">The tensor has more than one element, or depends on nothing that requires a gradient.</exception>
    public void Backward()
    {
        var root = Handle;
        Shim.Check(Shim.Backward(&root, null, 1, 0, 0), $"Backward from {Describe()}");
        GC.KeepAlive(this);
    }

    /// <summary>Adds the derivative of the inner product with a direction to <see cref="Grad"/> of every leaf.</summary>
    /// <param name="direction">The gradient with respect to this tensor, of its shape.</param>
    /// <param name="retainGraph">Whether the recorded graph is kept for another call.</param>
    public void Backward(TorchTensor direction, bool retainGraph = false)
    {
        var root = Handle;
        var gradient = direction.Handle;
        Shim.Check(Shim.Backward(&root, &gradient, 1, retainGraph ? 1 : 0, 0), $"Backward from {Describe()}");
        GC.KeepAlive(this);
        GC.KeepAlive(direction);
    }

    /// <summary>The derivatives of this scalar, or of its inner product with a direction, without touching any <see cref="Grad"/>.</summary>
    /// <param name="inputs">The tensors to differentiate by; each must take part in the graph.</param>
    /// <param name="direction">The gradient with respect to this tensor; 1 if not given.</param>
    /// <param name="retainGraph">Whether the recorded graph is kept for another call.</param>
    /// <param name="createGraph">Whether the derivatives can be differentiated again.</param>
    /// <returns>One tensor for each input, of its shape; null where this tensor does not depend on it.</returns>
    public TorchTensor?[] Gradients(IReadOnlyList<TorchTensor> inputs, TorchTensor? direction = null, bool retainGraph = false, bool createGraph = false)
    {
        var root = Handle;
        var rootGradient = direction?.Handle ?? 0;
        var handles = new nint[inputs.Count];
        for (var i = 0; i < handles.Length; i++)
        {
            handles[i] = inputs[i].Handle;
        }

        var results = new nint[inputs.Count];
        fixed (nint* by = handles, into = results)
        {
            var status = Shim.Gradients(
                &root, direction is null ? null : &rootGradient, 1, by, handles.Length, retainGraph ? 1 : 0, createGraph ? 1 : 0, into);
            Shim.Check(status, $"Gradients of {Describe()}");
        }

        GC.KeepAlive(this);
        GC.KeepAlive(direction);
        GC.KeepAlive(inputs);
        return Array.ConvertAll(results, handle => handle == 0 ? null : new TorchTensor(handle));
    }

    /// <summary>The same elements, outside of the recorded graph.</summary>
    /// <returns>A tensor that shares the memory and requires no gradient.</returns>
    public TorchTensor Detach() => Aten.Detach(this);

    // The text is needed only in errors, but must not cost anything in the many calls that succeed.
    private string Describe() => _handle == 0 ? "a disposed tensor" : $"a tensor of shape [{string.Join(", ", Shape)}]";
}
